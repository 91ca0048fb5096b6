import asyncio
from concurrent.futures import ThreadPoolExecutor


class Publisher:
    """Pushes articles to mirrors and rebuilds the search index."""

    def __init__(self, mirrors):
        self.mirrors = mirrors
        self.pool = ThreadPoolExecutor(2)

    async def push(self, mirror, article):
        await asyncio.sleep(0.1)
        if not article:
            raise ValueError(mirror)

    def reindex(self, article):
        if "title" not in article:
            raise KeyError("title")

    async def publish(self, article):
        await asyncio.gather(  # expect: ASF304
            *(self.push(mirror, article) for mirror in self.mirrors),
            return_exceptions=True,
        )
        self.pool.submit(self.reindex, article)  # expect: ASF304

    def warm(self, articles):
        self.pool.map(self.reindex, articles)  # expect: ASF304


async def main():
    publisher = Publisher(["eu", "us"])
    await publisher.publish({"title": "hello"})
    publisher.warm([{"title": "a"}, {}])
    publisher.pool.shutdown(wait=False)


asyncio.run(main())
