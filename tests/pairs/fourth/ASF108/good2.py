"""Bridge between a worker thread and the loop: the waits happen in the thread."""
import asyncio
import queue
import threading
from typing import Optional

STOP = None


class Bridge:
    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.requests: "queue.Queue[Optional[str]]" = queue.Queue(maxsize=10)
        self.idle = threading.Event()

    def worker(self) -> None:
        while True:
            item = self.requests.get()
            if item is STOP:
                return
            future = asyncio.run_coroutine_threadsafe(self.reply(item), self.loop)
            print(future.result(timeout=5))
            self.idle.set()

    async def reply(self, item: str) -> str:
        await asyncio.sleep(0.1)
        return item[::-1]

    async def ask(self, item: str) -> None:
        await asyncio.to_thread(self.requests.put, item)
        await asyncio.to_thread(self.idle.wait, 5.0)

    async def close(self, thread: threading.Thread) -> None:
        await asyncio.to_thread(self.requests.put, STOP)
        await asyncio.get_running_loop().run_in_executor(None, thread.join)


async def main() -> None:
    bridge = Bridge(asyncio.get_running_loop())
    thread = threading.Thread(target=bridge.worker)
    thread.start()
    await bridge.ask("hello")
    await bridge.close(thread)


if __name__ == "__main__":
    asyncio.run(main())
