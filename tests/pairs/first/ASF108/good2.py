import asyncio
import queue
import threading


class Reader:
    def __init__(self, source) -> None:
        self.source = source
        self.lines: queue.Queue[str] = queue.Queue(maxsize=100)
        self.done = threading.Event()
        self.thread = threading.Thread(target=self._read, daemon=True)

    def _read(self) -> None:
        for line in self.source:
            self.lines.put(line)
        self.done.set()

    async def start(self) -> None:
        self.thread.start()

    async def next_line(self) -> str:
        return await asyncio.get_running_loop().run_in_executor(None, self.lines.get)

    async def close(self) -> None:
        await asyncio.to_thread(self.done.wait, 5)
        await asyncio.to_thread(lambda: self.thread.join(timeout=1))
