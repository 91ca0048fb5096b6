"""Game server that runs its systems once per frame."""
import asyncio as aio
import random


class System:
    name = "system"

    async def update(self, frame: int) -> str:
        await aio.sleep(random.random() / 100)
        return f"{self.name} {frame}"


class Physics(System):
    name = "physics"


class Network(System):
    name = "network"


class Game:
    def __init__(self) -> None:
        self.physics = Physics()
        self.network = Network()
        self.log: list[str] = []

    async def frame(self, number: int) -> None:
        finished, _ = await aio.wait(  # expect: ASF317
            [
                self.physics.update(number),
                self.network.update(number),
            ]
        )
        self.log.extend(task.result() for task in finished)

    async def run(self, frames: int) -> list[str]:
        for number in range(frames):
            await self.frame(number)
        return self.log


if __name__ == "__main__":
    print(aio.run(Game().run(3)))
