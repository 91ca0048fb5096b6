import asyncio
import queue
import threading


class SerialLines:
    def __init__(self, port):
        self._port = port
        self._lines = asyncio.Queue()
        self._loop = None
        self._stop = threading.Event()
        self._raw = queue.Queue()

    async def open(self):
        self._loop = asyncio.get_running_loop()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        while not self._stop.is_set():
            line = self._port.readline()
            self._raw.put_nowait(line)
            self._loop.call_soon_threadsafe(self._lines.put_nowait, line)
        asyncio.run_coroutine_threadsafe(self._report(), self._loop).result()
        self._loop.call_soon_threadsafe(self._at_end)

    def _at_end(self):
        self._lines.put_nowait(None)

    async def _report(self):
        await self._lines.put(b"bye")

    async def next_line(self):
        return await self._lines.get()

    def close(self):
        self._stop.set()


def run_private_loop(urls, fetch, results):
    async def main():
        box = asyncio.Queue()
        for url in urls:
            box.put_nowait(url)
        tasks = [asyncio.create_task(fetch(box)) for _ in range(3)]
        return await asyncio.gather(*tasks)

    results.put(asyncio.run(main()))


def fetch_in_thread(urls, fetch):
    results = queue.Queue()
    thread = threading.Thread(target=run_private_loop, args=(urls, fetch, results))
    thread.start()
    thread.join()
    return results.get()


async def compute(work, numbers):
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    total = await asyncio.to_thread(sum, map(work, numbers))
    done.set_result(total)
    return await done
