"""Lazy initialisation, a cache and a busy flag: checked, awaited, acted upon."""
import asyncio


async def open_connection() -> object:
    await asyncio.sleep(0.01)
    return object()


class Pool:
    def __init__(self) -> None:
        self._conn = None
        self._cache: dict[str, bytes] = {}
        self.busy = False

    async def connection(self) -> object:
        if self._conn is None:
            self._conn = await open_connection()  # expect: ASF502
        return self._conn

    async def page(self, url: str, client) -> bytes:
        if url not in self._cache:
            response = await client.get(url)
            self._cache[url] = response.body  # expect: ASF502
        return self._cache[url]

    async def refresh(self, client) -> None:
        if self.busy:
            return
        await client.ping()
        self.busy = True  # expect: ASF502
        try:
            await client.refresh()
        finally:
            self.busy = False


_token = None


async def token(auth) -> str:
    global _token
    if not _token:
        fresh = await auth.login()
        _token = fresh  # expect: ASF502
    return _token


async def handle(pool: Pool, request) -> object:
    await token(request.auth)
    await pool.page(request.url, request.client)
    return await pool.connection()
