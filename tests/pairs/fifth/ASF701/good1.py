"""By the doors that are meant for threads."""
import asyncio
import queue
import threading


class Bridge:
    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.queue: asyncio.Queue[str] = asyncio.Queue()
        self.ready = asyncio.Event()
        self.lines: "queue.Queue[str]" = queue.Queue()
        self.stopped = threading.Event()

    def start(self) -> None:
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        for line in ("a", "b"):
            self.loop.call_soon_threadsafe(self.queue.put_nowait, line)
            self.lines.put_nowait(line)
        asyncio.run_coroutine_threadsafe(self.queue.put("end"), self.loop).result()
        self.loop.call_soon_threadsafe(self._finish)
        self.stopped.set()

    def _finish(self) -> None:
        self.ready.set()


def background() -> None:
    asyncio.run(own_loop())


async def own_loop() -> None:
    done = asyncio.Event()
    done.set()
    await done.wait()


def main() -> None:
    thread = threading.Thread(target=background)
    thread.start()
    thread.join()
