from __future__ import annotations

import asyncio
import contextlib
from multiprocessing import Lock as ProcessLock


class Barrier:
    def __init__(self) -> None:
        self.turn = asyncio.Lock()
        self.rounds = 0

    async def work(self, job) -> None:
        async with self.turn:
            await job()
            self.rounds += 1

    async def idle(self) -> None:
        async with self.turn:  # expect: ASF215
            ...


class Board:
    def __init__(self) -> None:
        self.mutex = ProcessLock()

    @contextlib.contextmanager
    def drawing(self):
        with self.mutex:
            yield self

    def sync(self) -> None:
        mutex = self.mutex
        with mutex as _:  # expect: ASF215
            pass


async def job() -> None:
    await asyncio.sleep(0.1)


async def main() -> None:
    barrier = Barrier()
    async with asyncio.TaskGroup() as group:
        group.create_task(barrier.work(job))
        group.create_task(barrier.idle())


asyncio.run(main())
