import asyncio


class TokenStore:
    def __init__(self, fetch) -> None:
        self._lock = asyncio.Lock()
        self._fetch = fetch
        self._tokens: list[str] = []

    async def refresh(self) -> None:
        async with self._lock:
            self._tokens.append(await self._fetch())

    async def current(self) -> str:
        async with self._lock:
            if not self._tokens:
                await self.refresh()  # expect: ASF203
            return self._tokens[-1]
