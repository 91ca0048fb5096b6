import asyncio
import queue


class SyncSink:
    def __init__(self) -> None:
        self.rows: queue.Queue[str] = queue.Queue()

    def flush(self) -> None:
        self.rows.put("flush")

    def send(self, row: str) -> None:
        self.rows.put(row)
        self.flush()


class AsyncSink:
    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self.writer = writer
        self.idle = asyncio.Event()
        self.jobs: asyncio.Queue[str] = asyncio.Queue()

    async def flush(self) -> None:
        await self.writer.drain()

    async def send(self, row: str) -> None:
        self.idle.clear()
        self.writer.write(row.encode())
        self.jobs.put_nowait(row)
        await self.flush()
        self.idle.set()


def mirror(sink: SyncSink, rows: list[str]) -> None:
    for row in rows:
        sink.send(row)
    sink.flush()
