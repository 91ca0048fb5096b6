"""Claimed before the first await, or nobody else writes it."""
import asyncio


class Crawler:
    def __init__(self, http) -> None:
        self.http = http
        self.seen: set[str] = set()
        self.session = None
        self._mutex = asyncio.Lock()

    async def visit(self, url: str) -> None:
        if url in self.seen:
            return
        self.seen.add(url)
        await self.http.get(url)

    async def login(self) -> None:
        async with self._mutex:
            if self.session is None:
                self.session = await self.http.post("/login")

    async def logout(self) -> None:
        session, self.session = self.session, None
        if session is not None:
            await self.http.post("/logout", session)

    async def local(self, urls: list[str]) -> set[str]:
        done: set[str] = set()
        for url in urls:
            if url not in done:
                await self.http.get(url)
                done.add(url)
        return done
