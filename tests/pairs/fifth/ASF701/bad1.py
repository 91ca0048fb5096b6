"""Worker threads that reach into the loop."""
import asyncio
import threading


class Bridge:
    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.queue: asyncio.Queue[str] = asyncio.Queue()
        self.ready = asyncio.Event()
        self.result = loop.create_future()

    def start(self) -> None:
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        for line in ("a", "b"):
            self.queue.put_nowait(line)  # expect: ASF701
        self._finish()

    def _finish(self) -> None:
        self.ready.set()  # expect: ASF701
        self.result.set_result("done")  # expect: ASF701
        self.loop.call_soon(print, "over")  # expect: ASF701


async def main() -> None:
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(asyncio.sleep(5))

    def abort() -> None:
        task.cancel()  # expect: ASF701

    await loop.run_in_executor(None, abort)
    await task
