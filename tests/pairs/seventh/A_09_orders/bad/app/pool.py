import asyncio
from contextlib import asynccontextmanager, contextmanager


class Pool:
    def __init__(self, connect, size=4):
        self._connect = connect
        self._free = asyncio.LifoQueue()
        self._size = size
        self.borrowed = 0

    async def open(self):
        for _ in range(self._size):
            await self._free.put(await self._connect())

    @property
    def size(self):
        return self._size

    @size.setter
    async def size(self, wanted):  # expect: ASF315
        missing = wanted - self._size
        self._size = wanted
        for _ in range(missing):
            await self._free.put(await self._connect())

    @asynccontextmanager
    async def connection(self):
        conn = await self._free.get()
        self.borrowed += 1
        try:
            yield conn
        finally:
            self.borrowed -= 1
            self._free.put_nowait(conn)

    @contextmanager
    def labelled(self, conn, label):
        conn.label = label
        try:
            yield conn
        finally:
            conn.label = None
