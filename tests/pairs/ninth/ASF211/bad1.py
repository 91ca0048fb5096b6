"""Connection accounting of a database client library."""
from __future__ import annotations

import asyncio
import logging
import threading
from collections import Counter
from typing import Any, ClassVar

log = logging.getLogger("dbclient")

_open_handles: dict[int, "Connection"] = {}
_next_id = 0


class Handle:
    """What connections, cursors and listeners have in common."""

    def __init__(self, dsn: str) -> None:
        self.dsn = dsn
        self._lock = threading.Lock()
        self.closed = False

    def options(self) -> dict[str, str]:
        return dict(part.split("=", 1) for part in self.dsn.split() if "=" in part)


class Connection(Handle):
    opened: ClassVar[int] = 0
    by_host: ClassVar[Counter[str]] = Counter()

    def __init__(self, dsn: str) -> None:
        super().__init__(dsn)
        self.id = 0
        self.queries = 0

    def open(self) -> None:
        global _next_id
        with self._lock:
            _next_id += 1  # expect: ASF211
            self.id = _next_id
            Connection.opened += 1  # expect: ASF211
        log.debug("connection %d opened", self.id)

    def track(self) -> None:
        host = self.options().get("host", "localhost")
        self._lock.acquire()
        try:
            cls = type(self)
            cls.by_host[host] += 1  # expect: ASF211
        finally:
            self._lock.release()

    def publish(self) -> None:
        table = _open_handles
        with self._lock:
            if self.closed:
                return
            table[self.id] = self  # expect: ASF211

    def execute(self, sql: str) -> int:
        with self._lock:
            self.queries += 1
            log.debug("%d: %s", self.id, sql)
            return self.queries

    def close(self) -> None:
        with self._lock:
            self.closed = True


class Listener:
    """Asyncio notification listener; one per channel."""

    delivered = 0

    def __init__(self, channel: str) -> None:
        self.channel = channel
        self._turn = asyncio.Lock()
        self._waiting: list[asyncio.Future[Any]] = []

    async def deliver(self, payload: str, out: asyncio.Queue[str]) -> None:
        async with self._turn:
            await out.put(payload)
            self.__class__.delivered += 1  # expect: ASF211

    async def wait(self) -> Any:
        future = asyncio.get_running_loop().create_future()
        async with self._turn:
            await asyncio.sleep(0)
            self._waiting.append(future)
        return await future
