"""HTTP and database client code with the wrong kind of with."""
import asyncio
from contextlib import asynccontextmanager, contextmanager
from typing import AsyncIterator, Iterator

import aiohttp


@asynccontextmanager
async def transaction(name: str) -> AsyncIterator[str]:
    await asyncio.sleep(0)
    yield name


@contextmanager
def span(name: str) -> Iterator[None]:
    print("begin", name)
    yield
    print("end", name)


class Client:
    def __init__(self, url: str) -> None:
        self.url = url

    async def status(self) -> int:
        with aiohttp.ClientSession() as session:  # expect: ASF311
            async with session.get(self.url) as response:
                return response.status

    async def save(self, value: str) -> None:
        with transaction(value) as name:  # expect: ASF311
            await asyncio.sleep(0.1)
            print(name)

    async def traced(self) -> int:
        async with span("traced"):  # expect: ASF311
            return await self.status()


async def main() -> None:
    client = Client("https://example.org")
    print(await client.traced())
    await client.save("x")
