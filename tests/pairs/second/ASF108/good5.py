import asyncio
import concurrent.futures
import threading

import anyio


class Handshake:
    def __init__(self) -> None:
        self._thread_ready = threading.Event()
        self._peer_ready: anyio.Event = anyio.Event()

    async def both(self) -> None:
        await anyio.to_thread.run_sync(self._thread_ready.wait)
        await self._peer_ready.wait()


class Batch:
    def __init__(self, pool: concurrent.futures.Executor) -> None:
        self._pool = pool

    def _gather(self, jobs) -> list:
        futs = [self._pool.submit(job) for job in jobs]
        return [fut.result() for fut in concurrent.futures.as_completed(futs)]

    async def run(self, jobs) -> list:
        return await asyncio.to_thread(self._gather, jobs)
