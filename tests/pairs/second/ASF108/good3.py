import asyncio
import os.path
from concurrent.futures import ThreadPoolExecutor


class Channel:
    def __init__(self, name: str) -> None:
        self.name = name
        self.members: set[str] = set()

    def join(self, user: str) -> None:
        self.members.add(user)


class Room:
    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self._pool = pool
        self._channel = Channel("general")
        self._sep = ", "

    async def enter(self, *users: str) -> str:
        for user in users:
            self._channel.join(user)
        return self._sep.join(sorted(self._channel.members))

    async def path(self, *parts: str) -> str:
        return os.path.join("rooms", self._channel.name, *parts)

    async def aclose(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        await asyncio.sleep(0)
