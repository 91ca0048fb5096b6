import asyncio
from itertools import chain


class Multi:
    def __init__(self, http) -> None:
        self._http = http

    async def _fetch(self, url: str) -> bytes:
        return await self._http.get(url)

    async def all(self, urls: list[str]) -> list[bytes]:
        return await asyncio.gather(*map(self._fetch, urls))

    async def one_by_one(self, urls: list[str]) -> list[bytes]:
        return [await coro for coro in map(self._fetch, urls)]

    async def in_order_of_arrival(self, urls: list[str]) -> list[bytes]:
        bodies = []
        for fut in asyncio.as_completed(list(map(self._fetch, chain(urls, reversed(urls))))):
            if body := await fut:
                bodies.append(body)
        return bodies
