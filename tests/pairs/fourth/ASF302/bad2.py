"""Client wrapper: subscripts, len, unpacking and f-strings on coroutines."""
import asyncio

import aiohttp


class Api:
    def __init__(self, session: aiohttp.ClientSession) -> None:
        self.session = session

    async def fetch(self, path: str) -> dict:
        async with self.session.get(path) as response:
            return await response.json()

    async def ids(self) -> list[int]:
        data = await self.fetch("/ids")
        return data["ids"]

    async def name(self, pk: int) -> str:
        return self.fetch(f"/items/{pk}")["name"]  # expect: ASF302

    async def count(self) -> int:
        return len(self.ids())  # expect: ASF302

    async def describe(self, pk: int) -> str:
        defaults = {"size": 0, **self.fetch("/defaults")}  # expect: ASF302
        return f"{pk}: {self.name(pk)} {defaults['size']}"  # expect: ASF302


async def main() -> None:
    async with aiohttp.ClientSession("https://api.example.org") as session:
        api = Api(session)
        print(await api.name(1), await api.count(), await api.describe(1))


if __name__ == "__main__":
    asyncio.run(main())
