import asyncio
import contextlib


class Peer:
    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        self._queue: asyncio.Queue[bytes] = asyncio.Queue()
        self._ready = asyncio.Event()
        self._lock = asyncio.Lock()
        self._task: asyncio.Task | None = None

    async def start(self) -> None:
        self._task = asyncio.create_task(self._pump())
        self._ready.set()

    async def _pump(self) -> None:
        while True:
            data = await self._queue.get()
            async with self._lock:
                self._writer.write(data)
                await self._writer.drain()
            self._queue.task_done()

    def post(self, data: bytes) -> None:
        self._queue.put_nowait(data)

    async def stop(self) -> None:
        self._ready.clear()
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        self._writer.write_eof()
        self._writer.close()
        await self._writer.wait_closed()
