"""Blocking callbacks that run in worker threads, not on the loop."""
import asyncio
import time
from concurrent.futures import Future, ThreadPoolExecutor

import requests


def render(page: int) -> bytes:
    time.sleep(0.2)
    return b"page %d" % page


def upload(future: "Future[bytes]") -> None:
    requests.put("https://files.example.org/page", data=future.result(), timeout=10)


class Press:
    def __init__(self) -> None:
        self.pool = ThreadPoolExecutor(4)
        self.sent: list[asyncio.Future] = []

    def submit(self, page: int) -> "Future[bytes]":
        future = self.pool.submit(render, page)
        future.add_done_callback(upload)
        return future

    def notify(self) -> None:
        loop = asyncio.get_running_loop()
        self.sent.append(loop.run_in_executor(self.pool, requests.get, "https://hook.example.org"))

    async def run(self) -> int:
        loop = asyncio.get_running_loop()
        loop.call_later(2, self.notify)
        page = await asyncio.wrap_future(self.submit(1))
        await asyncio.sleep(3)
        await asyncio.gather(*self.sent)
        return len(page)


if __name__ == "__main__":
    print(asyncio.run(Press().run()))
