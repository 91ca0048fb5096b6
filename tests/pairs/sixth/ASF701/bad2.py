import asyncio
from concurrent.futures import Future as PoolFuture, ThreadPoolExecutor


class Scanner:
    def __init__(self, scan, pool: ThreadPoolExecutor) -> None:
        self._scan = scan
        self._pool = pool
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waiter: asyncio.Future | None = None

    async def run(self, path: str) -> int:
        self._loop = asyncio.get_running_loop()
        self._waiter = self._loop.create_future()
        job = self._pool.submit(self._scan, path)
        job.add_done_callback(self._finished)
        return await self._waiter

    def _finished(self, job: PoolFuture) -> None:
        waiter = self._waiter
        if job.exception() is not None:
            waiter.set_result(-1)  # expect: ASF701
        else:
            waiter.set_result(job.result())  # expect: ASF701


def watchdog(loop: asyncio.AbstractEventLoop, heartbeat) -> None:
    heartbeat()
    loop.stop()  # expect: ASF701


async def guarded(heartbeat) -> None:
    loop = asyncio.get_running_loop()
    await asyncio.to_thread(watchdog, loop, heartbeat)
