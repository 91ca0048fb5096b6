"""Anyio crawler that keeps plain and asynchronous blocks apart."""
import anyio
import httpx
from anyio import CancelScope, create_task_group, fail_after
from anyio.from_thread import start_blocking_portal


class Crawler:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.sizes: list[int] = []

    async def fetch(self, url: str) -> None:
        with fail_after(10):
            async with self.client.stream("GET", url) as answer:
                async for chunk in answer.aiter_bytes():
                    self.sizes.append(len(chunk))

    async def crawl(self, urls: list[str]) -> None:
        async with create_task_group() as group:
            for url in urls:
                group.start_soon(self.fetch, url)

    async def store(self, path: str) -> None:
        async with await anyio.open_file(path, "w") as handle:
            for size in self.sizes[:]:
                await handle.write(f"{size}\n")
        with CancelScope(shield=True):
            await anyio.sleep(0)


async def main() -> None:
    async with httpx.AsyncClient() as client:
        crawler = Crawler(client)
        await crawler.crawl(["https://example.org"])
        await crawler.store("/tmp/sizes")


def blocking() -> None:
    with start_blocking_portal() as portal:
        portal.call(main)


if __name__ == "__main__":
    blocking()
