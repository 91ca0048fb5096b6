import asyncio

from .errors import ImportFailed, Retry, RowError


class Loader:
    def __init__(self, sink, progress):
        self.sink = sink
        self.progress = progress

    async def load_row(self, number, row):
        if len(row) != 3:
            raise RowError(number, "three columns expected")
        if not await self.sink.insert(row):
            raise Retry(after=2)

    async def load(self, path, rows):
        try:
            async with asyncio.TaskGroup() as tg:
                for number, row in enumerate(rows, 1):
                    tg.create_task(self.load_row(number, row))
        except* RowError as group:
            raise ImportFailed("bad rows", list(group.exceptions), path)
        except* Retry as group:
            await asyncio.sleep(group.after)  # expect: ASF419

    async def load_with_progress(self, path, rows):
        rows = list(rows)
        async with asyncio.TaskGroup() as tg:
            tg.create_task(self.progress.run(len(rows)))
            await self.load(path, rows)
            return len(rows)  # expect: ASF409
