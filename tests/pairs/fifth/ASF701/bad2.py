"""By a timer, an executor and a callback of a future of threads."""
import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor


class Device:
    def __init__(self) -> None:
        self.loop = asyncio.get_event_loop_policy().get_event_loop()
        self.changed = asyncio.Condition()
        self.lines: asyncio.Queue[bytes] = asyncio.Queue()
        self.pool = ThreadPoolExecutor(1)

    def listen(self, port) -> None:
        self.pool.submit(self._listen, port).add_done_callback(self._closed)

    def _listen(self, port) -> None:
        for line in port:
            self._emit(line)

    def _emit(self, line: bytes) -> None:
        asyncio.ensure_future(self.lines.put(line), loop=self.loop)  # expect: ASF701

    def _closed(self, future) -> None:
        self.lines.put_nowait(b"")  # expect: ASF701

    def stop_later(self) -> None:
        threading.Timer(5, self.loop.stop).start()  # expect: ASF701
