from __future__ import annotations

import asyncio
from asyncio import PriorityQueue, wait_for as bounded


class Scheduler:
    def __init__(self) -> None:
        self.jobs: PriorityQueue[tuple[int, str]] = PriorityQueue()

    def add(self, priority: int, name: str) -> None:
        self.jobs.put_nowait((priority, name))

    async def next_job(self, patience: float) -> str | None:
        taking = self.jobs.get()
        try:
            _, name = await bounded(taking, patience)  # expect: ASF412
        except TimeoutError:
            return None
        return name


class LoggingScheduler(Scheduler):
    async def drain(self) -> list[str]:
        names = []
        while True:
            try:
                priority, name = await bounded(timeout=0.1, fut=self.jobs.get())  # expect: ASF412
            except TimeoutError:
                return names
            names.append(f"{priority}:{name}")


async def main() -> None:
    scheduler = LoggingScheduler()
    scheduler.add(2, "sweep")
    scheduler.add(1, "cook")
    print(await scheduler.next_job(1))
    print(await scheduler.drain())


if __name__ == "__main__":
    asyncio.run(main())
