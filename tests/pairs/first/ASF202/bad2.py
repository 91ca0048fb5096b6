import asyncio


class Session:
    def __init__(self, connect) -> None:
        self._lock = asyncio.Lock()
        self._connect = connect
        self.calls = 0

    async def call(self, request: bytes) -> bytes:
        await self._lock.acquire()  # expect: ASF202
        conn = await self._connect()
        try:
            await conn.send(request)
            return await conn.receive()
        finally:
            self._lock.release()
