"""Locks, second looks and flags set in time."""
import asyncio


async def open_connection() -> object:
    await asyncio.sleep(0.01)
    return object()


class Pool:
    def __init__(self) -> None:
        self._conn = None
        self._cache: dict[str, bytes] = {}
        self._lock = asyncio.Lock()
        self.busy = False
        self._starting: asyncio.Future | None = None

    async def connection(self) -> object:
        if self._conn is None:
            async with self._lock:
                if self._conn is None:
                    self._conn = await open_connection()
        return self._conn

    async def page(self, url: str, client) -> bytes:
        if url not in self._cache:
            response = await client.get(url)
            if url not in self._cache:
                self._cache[url] = response.body
        return self._cache[url]

    async def refresh(self, client) -> None:
        if self.busy:
            return
        self.busy = True
        try:
            await client.refresh()
        finally:
            self.busy = False

    async def shared(self) -> object:
        if self._starting is None:
            self._starting = asyncio.ensure_future(open_connection())
        return await self._starting


async def handle(pool: Pool, request) -> object:
    await pool.page(request.url, request.client)
    return await pool.connection()
