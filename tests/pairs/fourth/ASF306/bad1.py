"""Client with cached and re-used coroutines."""
import asyncio
import functools
from functools import cached_property, lru_cache

import aiohttp


@lru_cache(maxsize=32)  # expect: ASF306
async def resolve(name: str) -> str:
    await asyncio.sleep(0.1)
    return name.lower()


class Account:
    def __init__(self, session: aiohttp.ClientSession, name: str) -> None:
        self.session = session
        self.name = name

    @cached_property  # expect: ASF306
    async def profile(self) -> dict:
        async with self.session.get(f"/users/{self.name}") as response:
            return await response.json()

    async def label(self) -> str:
        data = await self.profile
        return data["label"]


@functools.cache  # expect: ASF306
async def settings() -> dict:
    await asyncio.sleep(0)
    return {"base": "https://api.example.org"}


async def main() -> None:
    base = (await settings())["base"]
    async with aiohttp.ClientSession(base) as session:
        account = Account(session, await resolve("Ann"))
        print(await account.label())


if __name__ == "__main__":
    asyncio.run(main())
