import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor


class Baton:
    def __init__(self, work):
        self.work = work
        self.lock = threading.Lock()
        self.slots = threading.Semaphore(2)
        self.tree_lock = threading.RLock()
        self.pool = ThreadPoolExecutor(2)
        self.tree = {}

    async def exclusive(self):
        await asyncio.to_thread(self.lock.acquire)
        try:
            self.work()
        finally:
            self.lock.release()

    def begin(self):
        self.slots.acquire()
        self.pool.submit(self._finish).add_done_callback(print)

    def _finish(self):
        try:
            self.work()
        finally:
            self.slots.release()

    def _update(self, key, value):
        self.tree_lock.acquire()
        try:
            self.tree[key] = value
        finally:
            self.tree_lock.release()

    async def update(self, key, value):
        await asyncio.to_thread(self._update, key, value)

    def add(self, key):
        with self.tree_lock:
            self._update(key, 0)

    async def both(self):
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self.pool, self.add, "both")

    def start(self):
        thread = threading.Thread(target=self.add, args=("start",))
        thread.start()
        thread.join()

    def close(self):
        self.pool.shutdown()
