import asyncio

import httpx


class Consumer:
    def __init__(self) -> None:
        self.queue: asyncio.Queue[str] = asyncio.Queue()
        self.ready = asyncio.Event()
        self.turn = asyncio.Lock()
        self.pending: asyncio.Task[str] | None = None

    async def next_item(self, patience: float) -> str | None:
        async with self.turn:
            if self.pending is None:
                self.pending = asyncio.create_task(self.queue.get())
            done, _ = await asyncio.wait({self.pending}, timeout=patience)
            if not done:
                return None
            item = self.pending.result()
            self.pending = None
            return item

    async def wait_ready(self) -> bool:
        try:
            await asyncio.wait_for(self.ready.wait(), 5)
        except TimeoutError:
            return False
        return True

    async def scoped(self) -> str:
        async with asyncio.timeout(3):
            return await self.queue.get()

    async def finish(self) -> None:
        await asyncio.wait_for(self.queue.join(), 10)

    async def close(self) -> None:
        async with self.turn:
            if self.pending is not None:
                self.pending.cancel()
                await asyncio.gather(self.pending, return_exceptions=True)


async def fetch(client: httpx.AsyncClient, path: str) -> bytes:
    reply = await asyncio.wait_for(client.get(path), 5)
    return reply.content


async def lookup(table: dict[str, asyncio.Future[int]], key: str) -> int:
    return await asyncio.wait_for(table.get(key, table["default"]), 1)
