import asyncio
from pathlib import PurePosixPath

import httpx


class Thumbnailer:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def one(self, path: PurePosixPath) -> bytes:
        reply = await self.client.get(f"/thumb/{path.name}")
        return reply.content

    async def many(self, paths: list[PurePosixPath]) -> list[bytes]:
        return await asyncio.gather(*[self.one(path) for path in paths])  # expect: ASF321

    async def warm(self, paths: list[PurePosixPath]) -> int:
        results = await asyncio.gather(*map(self.one, paths))  # expect: ASF321
        return sum(map(len, results))


async def main(listing: list[str]) -> None:
    async with httpx.AsyncClient(base_url="https://media.internal") as client:
        blobs = await Thumbnailer(client).many([PurePosixPath(line) for line in listing])
        print(len(blobs), "thumbnails")
