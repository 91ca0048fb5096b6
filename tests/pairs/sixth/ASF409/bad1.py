import asyncio


class Race:
    def __init__(self, feeds: list[str]) -> None:
        self.feeds = feeds
        self.results: asyncio.Queue[str] = asyncio.Queue()

    async def listen(self, feed: str) -> None:
        reader, writer = await asyncio.open_connection(feed, 4000)
        while line := await reader.readline():
            await self.results.put(line.decode())
        writer.close()

    async def first(self) -> str:
        async with asyncio.TaskGroup() as group:
            for feed in self.feeds:
                group.create_task(self.listen(feed))
            return await self.results.get()  # expect: ASF409

    async def rounds(self, count: int) -> list[str]:
        lines: list[str] = []
        for _ in range(count):
            async with asyncio.TaskGroup() as group:
                group.create_task(self.listen(self.feeds[0]))
                line = await self.results.get()
                if line == "end":
                    break  # expect: ASF409
                lines.append(line)
        return lines
