"""The condition's own lock, or a waker that takes none."""
import asyncio
import queue
import threading


class Mailbox:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._cond = threading.Condition(self._lock)
        self._other = threading.Lock()
        self._queue: "queue.Queue[str]" = queue.Queue()
        self._items: list[str] = []

    def take(self) -> str:
        with self._lock:
            while not self._items:
                self._cond.wait()
            return self._items.pop()

    def put(self, item: str) -> None:
        with self._cond:
            self._items.append(item)
            self._cond.notify()

    def read(self) -> str:
        with self._other:
            return self._queue.get()

    def write(self, item: str) -> None:
        self._queue.put(item)


class AsyncMailbox:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.event = asyncio.Event()

    async def wait(self) -> None:
        await self.event.wait()
        async with self.lock:
            print("awake")

    async def wake(self) -> None:
        async with self.lock:
            self.event.set()
