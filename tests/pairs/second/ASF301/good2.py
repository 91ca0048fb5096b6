import asyncio
import queue


class AsyncSink:
    async def close(self) -> None:
        await asyncio.sleep(0)


class SyncSink:
    def __init__(self) -> None:
        self._q: "queue.Queue[str]" = queue.Queue()

    def put(self, line: str) -> None:
        self._q.put(line)

    def close(self) -> None:
        self._q.put("")


class Logger:
    def __init__(self, sink: SyncSink | None = None) -> None:
        self._sink = sink or SyncSink()

    async def log(self, line: str) -> None:
        self._sink.put(line)
        await asyncio.sleep(0)

    async def shutdown(self) -> None:
        sink = AsyncSink()
        await sink.close()
        sink = self._sink
        sink.close()
