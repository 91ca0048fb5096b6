import asyncio
import threading


async def worker(name: str) -> None:
    await asyncio.sleep(1)
    print(name)


class Isolated:
    def __init__(self, name: str) -> None:
        self.name = name
        self.thread: threading.Thread | None = None

    def _main(self) -> None:
        loop = asyncio.new_event_loop()
        try:
            loop.run_until_complete(worker(self.name))
        finally:
            loop.close()

    async def start(self) -> None:
        self.thread = threading.Thread(target=self._main, daemon=True)
        self.thread.start()
        await asyncio.sleep(0)


async def start_second(name: str) -> threading.Thread:
    def thread_main() -> None:
        asyncio.run(worker(name))

    thread = threading.Thread(target=thread_main)
    thread.start()
    other = threading.Thread(target=lambda: asyncio.run(worker(name)))
    other.start()
    return thread
