import asyncio
import threading


class SyncBox:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.value = 0

    def put(self, value: int) -> None:
        with self.lock:
            self.value = value


class AsyncBox:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.value = 0

    async def put(self, value: int, store) -> None:
        async with self.lock:
            await store(value)
            self.value = value


async def put_both(one: SyncBox, two: AsyncBox, store) -> None:
    with one.lock:
        one.value += 1
    async with two.lock:
        await store(one.value)
