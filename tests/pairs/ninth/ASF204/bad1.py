"""Service fabric client: services register topics, topics know their services."""
from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable
from typing import Any

log = logging.getLogger("fabric")


class Client:
    """Request bookkeeping and subscriptions have a lock each."""

    def __init__(self, send: Callable[[bytes], None]) -> None:
        self._send = send
        self._requests_lock = threading.RLock()
        self._topics_lock = threading.RLock()
        self._requests: dict[int, bytes] = {}
        self._topics: set[str] = set()

    def subscribe(self, topic: str) -> None:
        with self._topics_lock:
            self._topics.add(topic)
            self.request(len(topic), topic.encode())  # expect: ASF204

    def request(self, number: int, body: bytes) -> None:
        with self._requests_lock:
            self._requests[number] = body
        self._send(body)

    def drop(self, number: int) -> None:
        with self._requests_lock, self._topics_lock:  # expect: ASF204
            body = self._requests.pop(number, b"")
            self._topics.discard(body.decode())


class Inventory:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.items: dict[str, int] = {}

    def take(self, name: str, ledger: "Ledger") -> bool:
        with self.lock:
            if self.items.get(name, 0) < 1:
                return False
            self.items[name] -= 1
            ledger.record(f"-{name}")  # expect: ASF204
            return True

    def restore(self, name: str) -> None:
        with self.lock:
            self.items[name] = self.items.get(name, 0) + 1


class Ledger:
    def __init__(self, inventory: Inventory) -> None:
        self._mutex = threading.Lock()
        self._inventory = inventory
        self._lines: list[str] = []

    def record(self, line: str) -> None:
        with self._mutex:
            self._lines.append(line)

    def rollback(self) -> int:
        undone = 0
        with self._mutex:
            while self._lines:
                self._inventory.restore(self._lines.pop()[1:])  # expect: ASF204
                undone += 1
        return undone


class Mesh:
    """Asyncio side: routes and links."""

    def __init__(self) -> None:
        self._routes = asyncio.Lock()
        self._links = asyncio.Lock()
        self._table: dict[str, Any] = {}

    @contextlib.asynccontextmanager
    async def linked(self):
        async with self._links:
            yield self._table

    async def add_route(self, name: str, via: str) -> None:
        async with self._routes:
            await asyncio.sleep(0)
            async with self.linked() as table:  # expect: ASF204
                table[name] = via

    async def close_link(self, via: str) -> None:
        async with self._links:
            await asyncio.sleep(0)
            lock = self._routes
            async with lock:  # expect: ASF204
                stale = [name for name, link in self._table.items() if link == via]
                for name in stale:
                    self._table.pop(name)
        log.info("closed %s", via)
