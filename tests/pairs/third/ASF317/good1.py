"""Health page that makes tasks before it waits."""
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
        done, _ = await asyncio.wait([asyncio.create_task(self.check(url)) for url in self.urls])
        return [task.result() for task in done]

    async def pair(self, first: str, second: str) -> list[Health]:
        tasks = {asyncio.ensure_future(coro) for coro in (self.check(first), self.check(second))}
        done, _ = await asyncio.wait(tasks)
        return [task.result() for task in done]

    async def gathered(self) -> list[Health]:
        return await asyncio.gather(*[self.check(url) for url in self.urls])


async def main() -> None:
    async with httpx.AsyncClient() as client:
        checker = Checker(client, ["https://a.example", "https://b.example"])
        print(await checker.all(), await checker.gathered())
        print(await checker.pair("https://c.example", "https://d.example"))


if __name__ == "__main__":
    asyncio.run(main())
