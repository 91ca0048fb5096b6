import asyncio
import random
import threading
import time
import urllib.error
import urllib.request


class Server:
    def __init__(self) -> None:
        self.ready = threading.Event()
        self.stopped = threading.Event()

    def _serve(self) -> None:
        self.ready.set()
        self.stopped.wait()

    def start(self) -> threading.Thread:
        thread = threading.Thread(target=self._serve)
        thread.start()
        self.ready.wait()
        return thread


def fetch(url: str) -> bytes:
    for attempt in range(5):
        try:
            with urllib.request.urlopen(url) as reply:
                return reply.read()
        except urllib.error.URLError:
            time.sleep(2**attempt)
    return b""


def crawl(urls: list[str]) -> list[bytes]:
    pages = []
    for url in urls:
        pages.append(fetch(url))
        time.sleep(random.uniform(0.5, 1.5))
    return pages


async def heartbeat(writer: asyncio.StreamWriter) -> None:
    while True:
        writer.write(b".")
        await writer.drain()
        await asyncio.sleep(5)


async def announce(ready: asyncio.Event) -> None:
    await asyncio.sleep(0.1)
    ready.set()


async def main() -> None:
    ready = asyncio.Event()
    task = asyncio.create_task(announce(ready))
    await ready.wait()
    await task


if __name__ == "__main__":
    server = Server()
    worker = server.start()
    server.stopped.set()
    worker.join()
    asyncio.run(main())
