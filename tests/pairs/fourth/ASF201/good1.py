"""Session table: short thread-lock sections, all awaits outside of them."""
import asyncio
import threading


class Sessions:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._by_user: dict[str, int] = {}
        self._hits = 0

    async def open(self, user: str) -> int:
        token = await self._negotiate(user)
        with self._lock:
            self._by_user[user] = token
            self._hits += 1
        await asyncio.sleep(0)
        return token

    async def _negotiate(self, user: str) -> int:
        await asyncio.sleep(0.01)
        return hash(user)

    async def close(self, user: str) -> None:
        self._lock.acquire()
        try:
            token = self._by_user.pop(user, None)
        finally:
            self._lock.release()
        if token is not None:
            await asyncio.sleep(0.01)

    def make_refresher(self):
        with self._lock:
            users = list(self._by_user)

            async def refresh() -> list[int]:
                return [await self._negotiate(u) for u in users]

        return refresh


async def main() -> None:
    sessions = Sessions()
    await sessions.open("ann")
    print(await sessions.make_refresher()())
    await sessions.close("ann")


if __name__ == "__main__":
    asyncio.run(main())
