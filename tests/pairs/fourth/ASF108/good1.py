"""Coroutine code that only looks at thread primitives without waiting for them."""
import asyncio
import concurrent.futures
import queue
import threading


def crunch(n: int) -> int:
    return n * n


class Monitor:
    def __init__(self) -> None:
        self.inbox: "queue.Queue[int]" = queue.Queue()
        self.stopped = threading.Event()
        self.pool = concurrent.futures.ThreadPoolExecutor(2)

    async def poll(self) -> list[int]:
        found = []
        while not self.stopped.wait(timeout=0):
            try:
                found.append(self.inbox.get(block=False))
            except queue.Empty:
                break
            await asyncio.sleep(0)
        self.inbox.put(len(found))
        return found

    async def run(self, n: int) -> int:
        pending = self.pool.submit(crunch, n)
        if pending.done():
            return pending.result()
        return await asyncio.wrap_future(pending)

    async def both(self) -> list[int]:
        tasks = [asyncio.create_task(self.run(n)) for n in (1, 2)]
        done, _ = await asyncio.wait(tasks)
        return [t.result() for t in done]

    async def collect(self) -> list[int]:
        return [await fut for fut in asyncio.as_completed([self.run(3), self.run(4)])]

    async def close(self) -> None:
        self.stopped.set()
        self.pool.shutdown(wait=False, cancel_futures=True)
