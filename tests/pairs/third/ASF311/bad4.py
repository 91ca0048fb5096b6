"""Anyio crawler with a deadline for every page."""
import anyio
import httpx
from anyio import create_task_group, fail_after


class Page:
    def __init__(self, url: str, text: str) -> None:
        self.url = url
        self.text = text

    def links(self) -> list[str]:
        return [word for word in self.text.split() if word.startswith("http")]


class Crawler:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.pages: list[Page] = []

    async def fetch(self, url: str) -> None:
        async with fail_after(10):  # expect: ASF311
            answer = await self.client.get(url)
        self.pages.append(Page(url, answer.text))

    async def crawl(self, urls: list[str]) -> None:
        with create_task_group() as group:  # expect: ASF311
            for url in urls:
                group.start_soon(self.fetch, url)

    async def links(self) -> list[str]:
        found = []
        async for page in list(self.pages):  # expect: ASF311
            found += page.links()
            await anyio.sleep(0)
        return found


async def main() -> None:
    with httpx.AsyncClient() as client:  # expect: ASF311
        crawler = Crawler(client)
        await crawler.crawl(["https://example.org"])
        print(await crawler.links())


if __name__ == "__main__":
    anyio.run(main)
