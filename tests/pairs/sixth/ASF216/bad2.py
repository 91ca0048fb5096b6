from __future__ import annotations

import asyncio
from threading import Lock


class Slot:
    def __init__(self) -> None:
        self.turn = asyncio.Lock()
        self.owner = ""

    async def use(self, name: str, job) -> None:
        turn = self.turn
        async with turn:
            self.owner = name
            try:
                await job()
            except ConnectionError:
                turn.release()  # expect: ASF216
                return
            self.owner = ""


class Spool:
    def __init__(self) -> None:
        self.mutex = Lock()
        self.jobs: list[str] = []

    def push(self, job: str) -> None:
        with self.mutex:
            self.jobs.append(job)

    def drain(self) -> list[str]:
        with self.mutex:
            jobs = list(self.jobs)
            self.jobs.clear()
        self.mutex.release()  # expect: ASF216
        return jobs


async def upload() -> None:
    await asyncio.sleep(0.1)


asyncio.run(Slot().use("cam", upload))
