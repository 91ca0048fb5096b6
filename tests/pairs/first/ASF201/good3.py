import asyncio

import anyio
import trio


class Bucket:
    def __init__(self, store) -> None:
        self.lock = asyncio.Lock()
        self.store = store

    async def put(self, key: str, value: bytes) -> None:
        async with self.lock:
            await self.store.put(key, value)


async def append_trio(mutex: trio.Lock, path: trio.Path, text: str) -> None:
    async with mutex:
        old = await path.read_text()
        await path.write_text(old + text)


async def append_any(write_lock: "anyio.Lock", path: anyio.Path, text: str) -> None:
    await write_lock.acquire()
    try:
        await path.write_text(text)
    finally:
        write_lock.release()
