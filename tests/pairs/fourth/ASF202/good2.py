"""Idioms that keep a lock balanced without a plain try/finally."""
import asyncio
import threading


class Stage:
    """begin() takes the lock, commit() or abort() gives it back."""

    def __init__(self) -> None:
        self._busy = threading.Lock()
        self._rows: list[str] = []

    def begin(self) -> None:
        self._busy.acquire()

    def commit(self) -> int:
        count = len(self._rows)
        self._busy.release()
        return count

    def abort(self) -> None:
        self._busy.release()


class Limiter:
    """A semaphore counted down by producers and up by consumers."""

    def __init__(self, size: int) -> None:
        self.slots = asyncio.Semaphore(size)
        self.queue: "asyncio.Queue[int]" = asyncio.Queue()

    async def produce(self, item: int) -> None:
        await self.slots.acquire()
        await self.queue.put(item)

    async def consume(self) -> int:
        item = await self.queue.get()
        self.slots.release()
        return item


_lock = threading.Lock()


def handshake(connect) -> object:
    _lock.acquire()
    try:
        link = connect()
    except BaseException:
        _lock.release()
        raise
    _lock.release()
    return link
