"""Sync service with file locks and injected locks held over awaits."""
import asyncio
from multiprocessing import Lock as ProcessLock

import aiohttp
from filelock import FileLock


class Mirror:
    lock_path = "/var/lock/mirror.lock"

    def __init__(self, session: aiohttp.ClientSession, write_lock) -> None:
        self.session = session
        self.write_lock = write_lock
        self.file_lock = FileLock(self.lock_path)
        self.slots = ProcessLock()

    async def pull(self, url: str) -> int:
        with self.file_lock:  # expect: ASF201
            async with self.session.get(url) as response:
                body = await response.read()
        return len(body)

    async def push(self, url: str, body: bytes) -> None:
        with self.write_lock:  # expect: ASF201
            await self.session.put(url, data=body)

    async def rotate(self) -> None:
        with self.slots:  # expect: ASF201
            await asyncio.sleep(1)


async def main(write_lock) -> None:
    async with aiohttp.ClientSession() as session:
        mirror = Mirror(session, write_lock)
        await mirror.pull("https://mirror.example/index")
        await mirror.rotate()
