from __future__ import annotations

import threading
from concurrent.futures import Executor, ThreadPoolExecutor
from threading import Timer as After

import anyio.to_thread
from anyio.to_thread import run_sync as offload


class Indexer:
    def __init__(self, pool: Executor) -> None:
        self.pool = pool
        self.words: dict[str, int] = {}

    def count(self, text: str) -> int:
        return len(text.split())

    def submit(self, text: str) -> None:
        job = self.pool.submit(self.count(text))  # expect: ASF113
        job.add_done_callback(print)

    async def add(self, text: str) -> None:
        await offload(self.count(text))  # expect: ASF113


def flush() -> None:
    print("flushed")


def schedule() -> threading.Timer:
    timer = After(5.0, flush())  # expect: ASF113
    timer.start()
    return timer


async def main() -> None:
    with anyio.CancelScope():
        indexer = Indexer(ThreadPoolExecutor(2))
        await indexer.add("a b c")
