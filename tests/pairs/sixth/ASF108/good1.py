import asyncio
import os.path
import queue
import threading
from concurrent.futures import ThreadPoolExecutor


class Bridge:
    def __init__(self, loop):
        self.loop = loop
        self.inbox = queue.Queue()
        self.stopped = threading.Event()
        self.pool = ThreadPoolExecutor(2)
        self.thread = threading.Thread(target=self._pump)

    def _pump(self):
        while not self.stopped.wait(0.2):
            try:
                item = self.inbox.get(timeout=1)
            except queue.Empty:
                continue
            asyncio.run_coroutine_threadsafe(self.handle(item), self.loop).result()

    async def handle(self, item):
        await asyncio.sleep(0)
        print(item)

    async def send(self, item):
        self.inbox.put(item)
        await asyncio.sleep(0)

    async def poll(self):
        await asyncio.sleep(0)
        try:
            return self.inbox.get_nowait()
        except queue.Empty:
            return None

    async def peek(self):
        await asyncio.sleep(0)
        try:
            return self.inbox.get(block=False)
        except queue.Empty:
            return None

    async def stop(self):
        self.stopped.set()
        await asyncio.to_thread(self.thread.join)
        self.pool.shutdown(wait=False)

    async def compute(self, fn):
        job = self.pool.submit(fn)
        return await asyncio.wrap_future(job)


async def first(tasks):
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    return done.pop().result()


async def label(parts, ready: asyncio.Event):
    await ready.wait()
    return os.path.join("/", *parts) + ",".join(parts)
