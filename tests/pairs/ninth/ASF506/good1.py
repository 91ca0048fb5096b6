"""Adaptive batching for a log shipper."""
import logging
import threading
from concurrent.futures import ThreadPoolExecutor

logger = logging.getLogger("shipper")


class Batcher:
    def __init__(self, transport, limit: int) -> None:
        self._lock = threading.Lock()
        self._transport = transport
        self._limit = limit
        self._lines: list[str] = []
        self._sent = 0
        self._generation = 0
        self._last_error: str | None = None

    def add(self, line: str) -> None:
        with self._lock:
            self._lines.append(line)
            full = len(self._lines) >= self._limit
        if full:
            self.flush()

    def flush(self) -> int:
        with self._lock:
            batch, self._lines = self._lines, []
        if not batch:
            return 0
        try:
            self._transport.send(batch)
        except OSError as exc:
            with self._lock:
                self._lines[:0] = batch
                self._last_error = str(exc)
            return 0
        with self._lock:
            self._sent += len(batch)
        return len(batch)

    def resize(self) -> None:
        with self._lock:
            limit = self._limit
            generation = self._generation
        proposal = self._transport.suggest(limit)
        with self._lock:
            if self._generation != generation:
                return
            self._generation += 1
            self._limit = proposal

    def report(self) -> str:
        with self._lock:
            sent = self._sent
        text = f"{sent} lines shipped"
        logger.info(text)
        with self._lock:
            self._last_error = None
        return text

    def shrink(self) -> None:
        with self._lock:
            limit = self._limit
            logger.debug("limit is %d", limit)
            self._limit = max(1, limit // 2)
            self._generation += 1


def ship(batcher: Batcher, files: list[list[str]]) -> None:
    def one(lines: list[str]) -> int:
        for line in lines:
            batcher.add(line)
        return batcher.flush()

    with ThreadPoolExecutor(4) as pool:
        logger.info("flushed %d", sum(pool.map(one, files)))
    batcher.report()
