"""Configuration client that remembers the answers of a remote service."""
import asyncio
import functools
from functools import cached_property, lru_cache

import httpx

BASE = "https://config.example.org"


@lru_cache(maxsize=None)  # expect: ASF306
async def load(name: str) -> dict:
    async with httpx.AsyncClient(base_url=BASE) as client:
        answer = await client.get(f"/{name}")
        return answer.json()


class Tenant:
    def __init__(self, name: str) -> None:
        self.name = name

    @cached_property  # expect: ASF306
    async def settings(self) -> dict:
        return await load(self.name)


@functools.cache  # expect: ASF306
async def feature(name: str) -> bool:
    flags = await load("features")
    return bool(flags.get(name))


async def main() -> None:
    tenant = Tenant("acme")
    print(await tenant.settings)
    if await feature("beta"):
        print("beta is on")


if __name__ == "__main__":
    asyncio.run(main())
