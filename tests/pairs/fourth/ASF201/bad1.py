"""Token cache that awaits while a threading lock is held."""
import asyncio
import threading
from contextlib import contextmanager
from typing import Iterator


class TokenCache:
    def __init__(self, ttl: float = 60.0) -> None:
        self._mutex = threading.Lock()
        self._lock = threading.RLock()
        self._tokens: dict[str, str] = {}
        self.ttl = ttl

    async def _login(self, user: str) -> str:
        await asyncio.sleep(0.2)
        return f"token-{user}"

    async def get(self, user: str) -> str:
        with self._mutex:  # expect: ASF201
            if user not in self._tokens:
                self._tokens[user] = await self._login(user)
            return self._tokens[user]

    @contextmanager
    def _exclusive(self) -> Iterator[dict[str, str]]:
        with self._mutex:
            yield self._tokens

    async def drop(self, user: str) -> None:
        with self._exclusive() as tokens:  # expect: ASF201
            tokens.pop(user, None)
            await asyncio.sleep(0)

    async def audit(self, queue: "asyncio.Queue[str]") -> None:
        self._lock.acquire()  # expect: ASF201
        try:
            await queue.put("audit")
        finally:
            self._lock.release()


async def main() -> None:
    cache = TokenCache()
    print(await asyncio.gather(cache.get("ann"), cache.get("bob")))
    await cache.drop("ann")
    await cache.audit(asyncio.Queue())
