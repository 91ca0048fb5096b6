import asyncio
import queue
import threading


class JobBoard:
    def __init__(self, jobs):
        self._jobs = queue.Queue()
        for job in jobs:
            self._jobs.put(job)
        self._lock = threading.Lock()
        self._results = []

    def _worker(self):
        while True:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return
            result = job()
            with self._lock:
                self._results.append(result)

    def run(self, workers=3):
        threads = [threading.Thread(target=self._worker) for _ in range(workers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return list(self._results)

    def peek(self):
        try:
            if not self._jobs.empty():
                return self._jobs.get(block=False)
        except queue.Empty:
            pass
        return None


class Pool:
    def __init__(self, connect, size):
        self._connect = connect
        self._idle = asyncio.Queue(size)

    async def checkout(self):
        if not self._idle.empty():
            return self._idle.get_nowait()
        return await self._connect()

    async def give_back(self, conn):
        await conn.reset()
        if not self._idle.full():
            self._idle.put_nowait(conn)
            return
        await conn.close()


def breadth_first(root):
    todo = queue.Queue()
    todo.put(root)
    order = []
    while not todo.empty():
        node = todo.get()
        order.append(node)
        for child in node.children:
            todo.put(child)
    return order
