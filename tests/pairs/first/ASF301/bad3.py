import asyncio


class Spooler:
    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.rows: list[str] = []
        self._queue: "asyncio.Queue[list[str]]" = asyncio.Queue(maxsize=8)

    async def flush(self) -> None:
        rows, self.rows = self.rows, []
        self._queue.put(rows)  # expect: ASF301

    async def add(self, row: str) -> None:
        self.rows.append(row)
        len(self.rows) >= self.limit and self.flush()  # expect: ASF301
        await asyncio.sleep(0)
