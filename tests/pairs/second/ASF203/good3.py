import asyncio


class Pool:
    def __init__(self, connect) -> None:
        self._connect = connect
        self._lock = asyncio.Lock()
        self._idle: list = []

    def _take_locked(self):
        return self._idle.pop() if self._idle else None

    async def acquire(self):
        async with self._lock:
            conn = self._take_locked()
        if conn is None:
            conn = await self._connect()
        return conn

    async def release(self, conn) -> None:
        async with self._lock:
            self._idle.append(conn)

    async def recycle(self, conn) -> None:
        async with self._lock:
            fresh = self._take_locked()
        if fresh is not None:
            await self.release(fresh)
        await self.release(conn)
