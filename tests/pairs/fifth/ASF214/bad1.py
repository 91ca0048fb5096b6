"""Waiting with the lock that the waker needs."""
import asyncio
import queue
import threading


class Mailbox:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._cond = threading.Condition()
        self._full = threading.Event()
        self._queue: "queue.Queue[str]" = queue.Queue()
        self._items: list[str] = []

    def take(self) -> str:
        with self._lock:
            with self._cond:
                while not self._items:
                    self._cond.wait()  # expect: ASF214
                return self._items.pop()

    def put(self, item: str) -> None:
        with self._lock:
            with self._cond:
                self._items.append(item)
                self._cond.notify()

    def wait_full(self) -> None:
        with self._lock:
            self._full.wait()  # expect: ASF214

    def fill(self) -> None:
        with self._lock:
            self._items.append("x")
            self._full.set()

    def read(self) -> str:
        with self._lock:
            return self._queue.get()  # expect: ASF214

    def write(self, item: str) -> None:
        with self._lock:
            self._queue.put(item)


class AsyncMailbox:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.event = asyncio.Event()

    async def wait(self) -> None:
        async with self.lock:
            await self.event.wait()  # expect: ASF214

    async def wake(self) -> None:
        async with self.lock:
            self.event.set()
