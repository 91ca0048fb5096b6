"""Command line for the scraper; loops are started only where none runs."""
import asyncio
import logging
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger("scrape")


async def crawl(url: str) -> int:
    await asyncio.sleep(0.01)
    return len(url)


def crawl_sync(url: str) -> int:
    return asyncio.run(crawl(url))


class Runner:
    def __init__(self) -> None:
        self.results: list[int] = []

    def run(self, url: str) -> None:
        self.results.append(len(url))

    def run_anywhere(self, url: str) -> "int | asyncio.Task[int]":
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return asyncio.run(crawl(url))
        return loop.create_task(crawl(url))


class Service:
    def __init__(self, urls: list[str]) -> None:
        self.urls = urls
        self._runner = Runner()

    async def legacy(self) -> list[int]:
        loop = asyncio.get_running_loop()
        with_thread = await asyncio.to_thread(crawl_sync, self.urls[0])
        pool = ThreadPoolExecutor(1)
        try:
            from_pool = await loop.run_in_executor(pool, crawl_sync, self.urls[-1])
        finally:
            pool.shutdown(wait=False)
        return [with_thread, from_pool]

    async def main(self) -> None:
        for url in self.urls:
            self._runner.run(url)
        task = self._runner.run_anywhere(self.urls[0])
        if isinstance(task, asyncio.Task):
            await task
        print(await self.legacy())


def side_loop(urls: list[str], out: list[int]) -> None:
    loop = asyncio.new_event_loop()
    try:
        for url in urls:
            out.append(loop.run_until_complete(crawl(url)))
    finally:
        loop.close()


async def supervise(urls: list[str]) -> list[int]:
    out: list[int] = []
    worker = threading.Thread(target=side_loop, args=(urls, out))
    worker.start()
    await asyncio.to_thread(worker.join)
    return out


def main(argv: list[str]) -> int:
    urls = argv or ["http://localhost"]
    service = Service(urls)
    asyncio.run(service.main())
    with asyncio.Runner() as runner:
        runner.run(supervise(urls))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
