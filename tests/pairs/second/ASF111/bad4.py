from dataclasses import dataclass, field
from typing import Awaitable, Callable


@dataclass
class Job:
    name: str
    fn: Callable[[], Awaitable[None]]
    ready: bool = False
    runs: int = field(default=0, compare=False)


class Scheduler:
    def __init__(self) -> None:
        self._jobs: list[Job] = []

    def add(self, job: Job) -> None:
        self._jobs.append(job)

    def trigger(self, name: str) -> None:
        for job in self._jobs:
            if job.name == name:
                job.ready = True

    async def serve(self) -> None:
        while True:  # expect: ASF111
            for job in self._jobs:
                if job.ready:
                    break
            else:
                continue
            job.ready = False
            await job.fn()
            job.runs += 1
