import asyncio
from asyncio import Semaphore, run as run_async

import httpx


class Catalogue:
    client = httpx.AsyncClient(base_url="https://catalogue.internal")  # expect: ASF319
    slots = Semaphore(4)  # expect: ASF319

    async def item(self, key: str) -> dict:
        async with self.slots:
            reply = await self.client.get(f"/items/{key}")
        return reply.json()

    async def items(self, keys: list[str]) -> list[dict]:
        return await asyncio.gather(*(self.item(key) for key in keys))


def print_item(key: str) -> None:
    print(run_async(Catalogue().item(key)))


def print_items(keys: list[str]) -> None:
    for entry in run_async(Catalogue().items(keys)):
        print(entry)


def cli(argv: list[str]) -> None:
    if len(argv) == 1:
        print_item(argv[0])
    else:
        print_item(argv[0])
        print_items(argv[1:])
