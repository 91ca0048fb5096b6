"""Log shipping pipeline on asyncpg and aiohttp."""
import asyncio
import contextlib
import logging
from typing import AsyncIterator, Iterator

import aiohttp

log = logging.getLogger("ship")


class Batch:
    def __init__(self, size: int) -> None:
        self.size = size
        self.rows: list[str] = []

    def __enter__(self) -> "Batch":
        return self

    def __exit__(self, *exc: object) -> None:
        self.rows.clear()


class Cursor:
    def __init__(self, rows: list[str]) -> None:
        self._rows = rows

    def __aiter__(self) -> "Cursor":
        return self

    async def __anext__(self) -> str:
        await asyncio.sleep(0)
        if not self._rows:
            raise StopAsyncIteration
        return self._rows.pop(0)


class Source:
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines

    def cursor(self) -> Cursor:
        return Cursor(list(self.lines))

    async def stream(self) -> AsyncIterator[str]:
        for line in self.lines:
            await asyncio.sleep(0)
            yield line

    def windows(self, width: int) -> Iterator[list[str]]:
        for start in range(0, len(self.lines), width):
            yield self.lines[start : start + width]

    @contextlib.asynccontextmanager
    async def session(self) -> AsyncIterator[int]:
        await asyncio.sleep(0)
        yield 42

    async def checkout(self) -> contextlib.AbstractAsyncContextManager[int]:
        await asyncio.sleep(0)
        return self.session()


async def ship(source: Source, url: str) -> int:
    total = 0
    rows = source.cursor()
    upper = [row.upper() for row in rows]  # expect: ASF311
    async for window in source.windows(2):  # expect: ASF311
        total += len(window)
    async with source.checkout() as number:  # expect: ASF311
        log.debug("session %d", number)
    with Batch(10) as batch, aiohttp.ClientSession() as client:  # expect: ASF311
        async for line in source.stream():
            batch.rows.append(line)
        async with client.post(url, json=batch.rows) as response:
            log.info("collector says %d", response.status)
    return total + len(upper)


async def main() -> None:
    source = Source(["a", "b", "c"])
    try:
        print(await ship(source, "http://logs.local"))
    except aiohttp.ClientError:
        log.exception("shipping failed")


if __name__ == "__main__":
    asyncio.run(main())
