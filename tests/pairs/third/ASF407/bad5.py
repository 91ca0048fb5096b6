"""Device hub that parks its motors at the end of each program."""
import asyncio
from abc import ABC, abstractmethod
from enum import Enum


class Mode(Enum):
    SAFE = "safe"
    FAST = "fast"


class Motor(ABC):
    @abstractmethod
    async def park(self) -> str:
        """Moves to the parking position."""


class Stepper(Motor):
    def __init__(self, name: str) -> None:
        self.name = name

    async def park(self) -> str:
        await asyncio.sleep(0.5)
        return f"{self.name} parked"


class Hub:
    def __init__(self, motors: list[Motor], mode: Mode) -> None:
        self.motors = motors
        self.mode = mode

    async def park_all(self) -> list[str]:
        match self.mode:
            case Mode.SAFE:
                return [await asyncio.shield(motor.park()) for motor in self.motors]  # expect: ASF407
            case Mode.FAST:
                return await asyncio.shield(self.together())  # expect: ASF407

    async def together(self) -> list[str]:
        return list(await asyncio.gather(*(motor.park() for motor in self.motors)))

    async def emergency(self, motor: Stepper) -> str:
        result = await asyncio.shield(asyncio.ensure_future(motor.park()))  # expect: ASF407
        return result.upper()


async def main() -> None:
    hub = Hub([Stepper("x"), Stepper("y")], Mode.SAFE)
    print(await hub.park_all(), await hub.emergency(Stepper("z")))


if __name__ == "__main__":
    asyncio.run(main())
