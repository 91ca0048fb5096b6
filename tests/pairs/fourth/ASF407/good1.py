"""Shields over tasks that somebody else keeps."""
import asyncio


class Orders:
    def __init__(self) -> None:
        self.rows: list[str] = []
        self.commits: set[asyncio.Task[int]] = set()
        self.last: "asyncio.Task[int] | None" = None

    async def _commit(self, row: str) -> int:
        await asyncio.sleep(0.5)
        self.rows.append(row)
        return len(self.rows)

    def _start(self, row: str) -> "asyncio.Task[int]":
        task = asyncio.create_task(self._commit(row))
        self.commits.add(task)
        task.add_done_callback(self.commits.discard)
        return task

    async def place(self, row: str) -> int:
        return await asyncio.shield(self._start(row))

    async def place_local(self, row: str) -> int:
        task = asyncio.create_task(self._commit(row))
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            await task
            raise

    async def place_last(self, row: str) -> int:
        self.last = asyncio.create_task(self._commit(row))
        return await asyncio.shield(self.last)

    async def wait_last(self) -> int:
        return await self.last if self.last else 0


async def join(task: "asyncio.Future[int]") -> int:
    return await asyncio.shield(task)


async def main() -> None:
    orders = Orders()
    print(await orders.place("a"), await orders.place_local("b"))
    print(await orders.place_last("c"), await orders.wait_last())
