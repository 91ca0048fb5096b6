"""Feed reader that normalises entries before it stores them."""
import asyncio
import html
import re

import httpx

TAG = re.compile(r"<[^>]+>")


class Feed:
    def __init__(self, url: str) -> None:
        self.url = url
        self.titles: list[str] = []

    def clean(self, title: str) -> str:
        return html.unescape(TAG.sub("", title)).strip()

    def add(self, title: str) -> None:
        self.titles.append(title)

    async def fetch(self, client: httpx.AsyncClient) -> str:
        answer = await client.get(self.url)
        return answer.text

    async def update(self, client: httpx.AsyncClient) -> int:
        text = await self.fetch(client)
        for raw in re.findall("<title>(.*?)</title>", text):
            title = await self.clean(raw)  # expect: ASF312
            await self.add(title)  # expect: ASF312
        return len(self.titles)


async def main() -> None:
    async with httpx.AsyncClient() as client:
        feed = Feed("https://example.org/feed.xml")
        print(await feed.update(client))


if __name__ == "__main__":
    asyncio.run(main())
