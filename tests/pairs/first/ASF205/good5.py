import asyncio
import threading
from contextlib import nullcontext


class Shared:
    def __init__(self, in_loop: bool) -> None:
        self.in_loop = in_loop
        self._lock = asyncio.Lock() if in_loop else threading.Lock()
        self.value = 0

    def set(self, value: int) -> None:
        with self._lock:
            self.value = value

    async def aset(self, value: int) -> None:
        async with self._lock:
            self.value = value


async def run(job, lock: "asyncio.Lock | None" = None) -> None:
    async with lock or nullcontext():
        await job()


def run_sync(job, lock: "threading.Lock | None" = None) -> None:
    with lock or nullcontext():
        job()
