import asyncio
from typing import AsyncIterator

import trio


class Service:
    def __init__(self, source) -> None:
        self._source = source

    async def _serve(self) -> None:
        async for item in self._items():
            await self._source.ack(item)

    async def _items(self) -> AsyncIterator[str]:
        while (item := await self._source.next()) is not None:
            yield item

    async def run_trio(self) -> None:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(self._serve)
            nursery.start_soon(self._serve)

    async def run_asyncio(self) -> None:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(self._serve())
            tg.create_task(self._serve())

    async def first(self) -> str | None:
        agen = self._items()
        item = await anext(agen, None)
        return item

    def main(self) -> None:
        asyncio.run(self.run_asyncio())
