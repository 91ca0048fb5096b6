"""Work-stealing deques for a build tool."""
import asyncio
import logging
import threading
from collections import deque
from contextlib import ExitStack

log = logging.getLogger("build")


class Notifier:
    """Fans out to user interfaces; has nothing to do with threads."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def notify(self, text: str = "") -> None:
        self.seen.append(text)

    def notify_all(self) -> None:
        self.notify("*")


class Deque:
    def __init__(self, notifier: Notifier) -> None:
        self._lock = threading.RLock()
        self._changed = threading.Condition(self._lock)
        self._items: deque = deque()
        self._notifier = notifier
        self._closed = False

    def push(self, item) -> None:
        with self._lock:
            self._items.append(item)
            self._signal()
        self._notifier.notify(str(item))

    def _signal(self) -> None:
        self._changed.notify()

    def pop(self):
        self._changed.acquire()
        try:
            while not self._items and not self._closed:
                self._changed.wait()
            return self._items.pop() if self._items else None
        finally:
            self._changed.release()

    def close(self) -> None:
        with ExitStack() as stack:
            stack.enter_context(self._changed)
            self._closed = True
            self._changed.notify_all()
        self._notifier.notify_all()

    def move_to(self, other: list) -> int:
        with self._changed as cond:
            count = len(self._items)
            other.extend(self._items)
            self._items.clear()
            self._changed.notify_all()
        log.debug("moved %d with %r", count, cond)
        return count


class Progress:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.cond = asyncio.Condition(self.lock)
        self.percent = 0

    async def advance(self, step: int) -> None:
        async with self.lock:
            self.percent += step
            self.cond.notify_all()

    async def reach(self, percent: int) -> None:
        async with self.cond:
            await self.cond.wait_for(lambda: self.percent >= percent)
