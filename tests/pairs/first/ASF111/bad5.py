import asyncio
from dataclasses import dataclass, field


@dataclass
class Motor:
    mode: str = "idle"
    position: int = 0
    steps: "asyncio.Queue[int]" = field(default_factory=asyncio.Queue)

    async def drive(self) -> None:
        while True:  # expect: ASF111
            match self.mode:
                case "stop":
                    return
                case "idle":
                    continue
                case _:
                    step = await self.steps.get()
                    self.position += step
