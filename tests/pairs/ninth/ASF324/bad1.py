"""Change-feed readers for a document database."""
import asyncio
import contextlib
import logging
from typing import Any, AsyncIterator, Iterator

import httpx

log = logging.getLogger("changes")


class Span:
    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> "Span":
        log.debug("enter %s", self.name)
        return self

    def __exit__(self, *exc: object) -> None:
        log.debug("leave %s", self.name)


class Subscription:
    def __init__(self, topic: str) -> None:
        self.topic = topic
        self.queue: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue(10)

    async def __aenter__(self) -> "Subscription":
        await asyncio.sleep(0)
        return self

    async def __aexit__(self, *exc: object) -> None:
        await asyncio.sleep(0)


@contextlib.contextmanager
def prefixed(prefix: str) -> Iterator[logging.LoggerAdapter]:
    adapter = logging.LoggerAdapter(log, {"prefix": prefix})
    adapter.debug("start")
    yield adapter
    adapter.debug("end")


class Feed:
    def __init__(self, base: str) -> None:
        self.base = base
        self.client = httpx.AsyncClient(base_url=base)
        self.last = 0

    async def lines(self) -> AsyncIterator[str]:
        async with self.client.stream("GET", "/changes") as response:
            response.raise_for_status()
            async for line in response.aiter_lines():
                if line.strip():
                    yield line  # expect: ASF324

    async def events(self, topic: str) -> AsyncIterator[dict[str, Any]]:
        subscription = Subscription(topic)
        async with subscription as sub:
            while (event := await sub.queue.get()) is not None:
                try:
                    yield event  # expect: ASF324
                finally:
                    self.last = event.get("seq", self.last)

    async def numbered(self) -> AsyncIterator[tuple[int, str]]:
        number = 0
        with prefixed(self.base) as adapter, Span("numbered"):
            async for line in self.lines():
                number += 1
                adapter.info("line %d", number)
                yield number, line  # expect: ASF324

    async def close(self) -> None:
        await self.client.aclose()


async def main() -> None:
    feed = Feed("http://couch.local")
    try:
        async for number, line in feed.numbered():
            print(number, line)
    finally:
        await feed.close()


if __name__ == "__main__":
    asyncio.run(main())
