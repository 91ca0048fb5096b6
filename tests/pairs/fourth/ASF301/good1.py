"""Coroutines that are stored, scheduled or returned: nothing is lost."""
import asyncio
from collections.abc import Coroutine
from typing import Any


class Batch:
    def __init__(self) -> None:
        self.pending: list[Coroutine[Any, Any, int]] = []
        self.tasks: set[asyncio.Task[int]] = set()

    async def work(self, n: int) -> int:
        await asyncio.sleep(0.01 * n)
        return n

    def add(self, n: int) -> None:
        self.pending.append(self.work(n))

    def later(self, n: int) -> Coroutine[Any, Any, int]:
        return self.work(n)

    def spawn(self, n: int) -> None:
        task = asyncio.create_task(self.work(n))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def run(self) -> list[int]:
        extra = self.work(9)
        if not self.pending:
            return [await extra]
        pending, self.pending = self.pending, []
        return await asyncio.gather(*pending, extra)


async def main() -> None:
    batch = Batch()
    batch.add(1)
    batch.spawn(2)
    first = batch.later(3)
    async with asyncio.TaskGroup() as tg:
        tg.create_task(batch.work(4))
        tg.create_task(first)
    print(await batch.run())


if __name__ == "__main__":
    asyncio.run(main())
