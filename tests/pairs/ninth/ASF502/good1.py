"""Connection cache of a Modbus bridge."""
import asyncio
import logging

log = logging.getLogger("bridge")


class Bridge:
    def __init__(self, dial) -> None:
        self._dial = dial
        self._lock = asyncio.Lock()
        self._conn = None
        self._busy = False
        self._pending: dict[str, asyncio.Task] = {}
        self._cache: dict[str, bytes] = {}
        self._names: dict[str, str] = {}
        self.scans = 0

    async def connection(self):
        if self._conn is None:
            async with self._lock:
                if self._conn is None:
                    self._conn = await self._dial()
        return self._conn

    async def scan(self) -> bool:
        if self._busy:
            return False
        self._busy = True
        try:
            conn = await self.connection()
            await conn.sweep()
            self.scans += 1
        finally:
            self._busy = False
        return True

    async def register(self, address: str) -> bytes:
        task = self._pending.get(address)
        if task is None:
            task = asyncio.create_task(self._read(address))
            self._pending[address] = task
        return await asyncio.shield(task)

    async def _read(self, address: str) -> bytes:
        try:
            conn = await self.connection()
            return await conn.read(address)
        finally:
            self._pending.pop(address, None)

    async def cached(self, address: str) -> bytes:
        if address not in self._cache:
            value = await self.register(address)
            if address not in self._cache:
                self._cache[address] = value
        return self._cache[address]

    async def label(self, address: str) -> str:
        if address in self._names:
            return self._names[address]
        conn = await self.connection()
        name = await conn.describe(address)
        return self._names.setdefault(address, name)

    async def close(self) -> None:
        conn, self._conn = self._conn, None
        if conn is not None:
            await conn.close()


async def poll(bridge: Bridge, addresses: list[str]) -> None:
    async with asyncio.TaskGroup() as tg:
        for address in addresses:
            tg.create_task(bridge.cached(address))
            tg.create_task(bridge.label(address))
        tg.create_task(bridge.scan())
    await bridge.close()
