import asyncio
import threading


class Lazy:
    _lock: asyncio.Lock | None = None

    def __init__(self) -> None:
        self.rows: list[str] = []

    async def add(self, row: str, store) -> None:
        lock = self._lock
        if lock is None:
            lock = self._lock = asyncio.Lock()
        async with lock:
            await store(row)
            self.rows.append(row)


def prepare(rows: list[str]) -> tuple[threading.Lock, list[str]]:
    lock = threading.Lock()
    with lock:
        cleaned = [row.strip() for row in rows]
    return lock, cleaned


class Batch:
    def __init__(self, rows: list[str]) -> None:
        lock = threading.Lock()
        self.lock = lock
        with lock:
            self.rows = list(rows)
