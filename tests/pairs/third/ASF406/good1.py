"""Exchange client whose limits surround the reads."""
import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Exchange:
    def __init__(self, reader: asyncio.StreamReader) -> None:
        self.reader = reader
        self.lock = asyncio.Lock()

    async def receive(self) -> dict:
        async with asyncio.timeout(0.5):
            return json.loads(await self.reader.readline())

    async def lines(self) -> AsyncIterator[bytes]:
        while line := await self.reader.readline():
            yield line

    async def collect(self) -> set[bytes]:
        async with asyncio.timeout(5):
            return {line async for line in self.lines()}

    async def last(self) -> bytes:
        line = b""
        async with asyncio.timeout(5):
            async for line in self.lines():
                pass
        return line

    async def exclusive(self) -> None:
        async with asyncio.timeout(1):
            async with self.lock:
                print("exclusive")


@asynccontextmanager
async def limited(seconds: float) -> AsyncIterator[None]:
    async with asyncio.timeout(seconds):
        yield


async def main() -> None:
    reader, writer = await asyncio.open_connection("localhost", 7000)
    exchange = Exchange(reader)
    async with limited(10):
        print(await exchange.receive())
    print(await exchange.collect(), await exchange.last())
    await exchange.exclusive()
    writer.close()
    await writer.wait_closed()


if __name__ == "__main__":
    asyncio.run(main())
