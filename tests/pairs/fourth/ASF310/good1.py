"""Closures in loops that bind the loop variable at once."""
import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial


class Crawler:
    def __init__(self) -> None:
        self.pool = ThreadPoolExecutor(4)
        self.handlers: dict[str, object] = {}

    async def fetch(self, url: str) -> int:
        await asyncio.sleep(0.1)
        return len(url)

    async def crawl(self, urls: list[str]) -> list[int]:
        tasks = []
        for url in urls:

            async def job(url: str = url) -> int:
                return await self.fetch(url)

            tasks.append(asyncio.create_task(job()))
        return await asyncio.gather(*tasks)

    def sizes(self, bodies: list[bytes]) -> list[int]:
        futures = []
        for body in bodies:
            futures.append(self.pool.submit(lambda body=body: len(body)))
            futures.append(self.pool.submit(len, body))
        return [f.result() for f in futures]

    def menu(self, names: list[str]) -> None:
        def make(name: str):
            return lambda: print(name)

        for name in names:
            self.handlers[name] = make(name)
            self.handlers[name.upper()] = partial(print, name)


def run(names: list[str]) -> None:
    threads = [threading.Thread(target=print, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
