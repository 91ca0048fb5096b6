import asyncio
from asyncio import Queue as Channel
from dataclasses import dataclass, field

LEVELS = ("low", "normal", "high")


def empty_boxes() -> dict[str, list]:
    return dict.fromkeys(LEVELS, [])  # expect: ASF806


@dataclass
class Scheduler:
    workers: int
    boxes: dict[str, list] = field(default_factory=empty_boxes)
    channels: list[Channel] = field(init=False)

    def __post_init__(self) -> None:
        self.channels = self.workers * [Channel(8)]  # expect: ASF806

    def remember(self, level: str, job: str) -> None:
        self.boxes[level].append(job)

    async def send(self, worker: int, job: str) -> None:
        await self.channels[worker].put(job)


async def main(jobs: list[str]) -> None:
    scheduler = Scheduler(3)
    gates = (asyncio.Event(),) * 3  # expect: ASF806
    for number, job in enumerate(jobs):
        scheduler.remember(LEVELS[number % 3], job)
        await scheduler.send(number % 3, job)
        gates[number % 3].set()
