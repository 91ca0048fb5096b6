import asyncio
import threading
from concurrent.futures import Future, ThreadPoolExecutor


async def worker(name: str) -> int:
    await asyncio.sleep(0)
    return len(name)


def run_worker(name: str) -> int:
    return asyncio.run(worker(name))


class Pool:
    def __init__(self) -> None:
        self.executor = ThreadPoolExecutor(2)
        self.thread: threading.Thread | None = None

    def start(self, name: str) -> None:
        self.thread = threading.Thread(target=asyncio.run, args=(worker(name),))
        self.thread.start()

    def submit(self, name: str) -> "Future[int]":
        return self.executor.submit(run_worker, name)

    def submit_direct(self, name: str) -> "Future[int]":
        return self.executor.submit(lambda: asyncio.run(worker(name)))
