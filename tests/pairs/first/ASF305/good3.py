import asyncio

import anyio
import anyio.from_thread
import anyio.to_thread
import trio


class Importer:
    def __init__(self, store) -> None:
        self.store = store

    def _rows(self, text: str) -> int:
        count = 0
        for line in text.splitlines():
            anyio.from_thread.run(self.store.put, line)
            count += 1
        return count

    async def run(self, text: str) -> int:
        return await anyio.to_thread.run_sync(self._rows, text)


def in_trio_thread(job) -> None:
    trio.from_thread.run(job)


async def run_trio(job) -> None:
    await trio.to_thread.run_sync(in_trio_thread, job)


def submit(loop: asyncio.AbstractEventLoop, coro):
    return asyncio.run_coroutine_threadsafe(coro, loop)
