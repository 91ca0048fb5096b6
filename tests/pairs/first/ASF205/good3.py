import asyncio
import threading


class Lock:
    """Usable from threads and from the loop."""

    def __init__(self) -> None:
        self._inner = threading.Lock()

    def __enter__(self) -> "Lock":
        self._inner.acquire()
        return self

    def __exit__(self, *exc) -> None:
        self._inner.release()

    async def __aenter__(self) -> "Lock":
        while not self._inner.acquire(blocking=False):
            await asyncio.sleep(0.001)
        return self

    async def __aexit__(self, *exc) -> None:
        self._inner.release()


class Table:
    def __init__(self) -> None:
        self.lock = Lock()
        self.rows: list[int] = []

    def add(self, row: int) -> None:
        with self.lock:
            self.rows.append(row)

    async def replace(self, rows: list[int]) -> None:
        async with self.lock:
            self.rows = rows
