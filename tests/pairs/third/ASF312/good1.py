"""Feed reader whose plain functions hand back awaitables."""
import asyncio
from collections.abc import Awaitable, Coroutine
from functools import partial
from typing import Any


class Feed:
    def __init__(self, url: str) -> None:
        self.url = url

    async def _fetch(self) -> str:
        await asyncio.sleep(0.01)
        return f"<title>{self.url}</title>"

    def fetch(self) -> Coroutine[Any, Any, str]:
        return self._fetch()

    def background(self) -> "asyncio.Task[str]":
        return asyncio.create_task(self._fetch())

    def offload(self, text: str) -> Awaitable[int]:
        loop = asyncio.get_running_loop()
        return loop.run_in_executor(None, len, text)

    def both(self, other: "Feed"):
        return asyncio.gather(self.fetch(), other.fetch())


def choose(feed: Feed, slow: bool):
    if slow:
        return asyncio.wait_for(feed.fetch(), 60)
    return feed.background()


async def main() -> None:
    feed, other = Feed("a"), Feed("b")
    text = await feed.fetch()
    print(await feed.offload(text), await feed.both(other))
    print(await choose(feed, True), await choose(other, False))
    later = partial(feed.fetch)
    print(await later())


if __name__ == "__main__":
    asyncio.run(main())
