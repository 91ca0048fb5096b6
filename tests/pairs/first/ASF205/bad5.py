import asyncio
from dataclasses import dataclass, field


@dataclass
class Limits:
    downloads: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(4))
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    version: int = 0


class Fetcher(Limits):
    async def fetch(self, client, url: str) -> bytes:
        with self.downloads:  # expect: ASF205
            reply = await client.get(url)
        return reply.content

    async def bump(self) -> None:
        with self.changed:  # expect: ASF205
            self.version += 1
