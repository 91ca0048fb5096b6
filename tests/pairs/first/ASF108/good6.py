import asyncio
from concurrent.futures import Future, ThreadPoolExecutor


class Jobs:
    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=2)
        self._running: dict[str, Future] = {}
        self.results: dict[str, object] = {}

    def start(self, key: str, fn) -> None:
        future = self._pool.submit(fn)
        future.add_done_callback(lambda done: self.results.update({key: done.result()}))
        self._running[key] = future

    async def poll(self, key: str) -> object | None:
        future = self._running[key]
        if not future.done():
            return None
        return future.result()

    async def wait(self, key: str) -> object:
        future: Future = self._running[key]
        return await asyncio.wrap_future(future)
