"""Crawler: nested functions made in a loop all see the last URL."""
import asyncio
from concurrent.futures import ThreadPoolExecutor


class Crawler:
    def __init__(self) -> None:
        self.pages: dict[str, int] = {}
        self.pool = ThreadPoolExecutor(4)

    async def fetch(self, url: str) -> int:
        await asyncio.sleep(0.1)
        return len(url)

    async def crawl(self, urls: list[str]) -> list[int]:
        tasks = []
        for url in urls:

            async def job() -> int:
                return await self.fetch(url)  # expect: ASF310

            tasks.append(asyncio.create_task(job()))
        return await asyncio.gather(*tasks)

    def parse(self, bodies: dict[str, bytes]) -> list[int]:
        futures = []
        for name, body in bodies.items():
            size = len(body)
            futures.append(self.pool.submit(lambda: size + 1))  # expect: ASF310
        return [f.result() for f in futures]


async def main() -> None:
    crawler = Crawler()
    print(await crawler.crawl(["https://a", "https://bb"]))


if __name__ == "__main__":
    asyncio.run(main())
