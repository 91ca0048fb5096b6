"""A set, a slot and a start that two tasks may both do."""
import asyncio


class Crawler:
    def __init__(self, http) -> None:
        self.http = http
        self.seen: set[str] = set()
        self.robots: dict[str, str] = {}
        self.session = None

    async def visit(self, url: str) -> None:
        if url in self.seen:
            return
        await self.http.get(url)
        self.seen.add(url)  # expect: ASF502

    async def rules(self, host: str) -> str:
        try:
            return self.robots[host]
        except KeyError:
            pass
        text = await self.http.get(f"{host}/robots.txt")
        self.robots[host] = text
        return text

    async def login(self) -> None:
        if not self.session:
            token = await self.http.post("/login")
            self.session = token  # expect: ASF502

    async def run(self, urls: list[str]) -> None:
        await asyncio.gather(*(self.visit(url) for url in urls), self.login())
