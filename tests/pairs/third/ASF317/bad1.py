"""Health page that waits for all of its checks."""
import asyncio
from dataclasses import dataclass

import httpx


@dataclass
class Health:
    url: str
    ok: bool


class Checker:
    def __init__(self, client: httpx.AsyncClient, urls: list[str]) -> None:
        self.client = client
        self.urls = urls

    async def check(self, url: str) -> Health:
        answer = await self.client.get(url)
        return Health(url, answer.status_code == 200)

    async def all(self) -> list[Health]:
        done, _ = await asyncio.wait([self.check(url) for url in self.urls])  # expect: ASF317
        return [task.result() for task in done]

    async def pair(self, first: str, second: str) -> list[Health]:
        done, _ = await asyncio.wait({self.check(first), self.check(second)})  # expect: ASF317
        return sorted((task.result() for task in done), key=lambda health: health.url)


async def main() -> None:
    async with httpx.AsyncClient() as client:
        checker = Checker(client, ["https://a.example", "https://b.example"])
        print(await checker.all())
        print(await checker.pair("https://c.example", "https://d.example"))


if __name__ == "__main__":
    asyncio.run(main())
