"""Connection table of a load balancer."""
from __future__ import annotations

import logging
import time

log = logging.getLogger("balancer")


class Connection:
    def __init__(self, key: str, opened: float) -> None:
        self.key = key
        self.opened = opened
        self.broken = False


class Table:
    def __init__(self, limit: float) -> None:
        self.limit = limit
        self._open: dict[str, Connection] = {}
        self._backends: list[str] = []
        self._draining: set[str] = set()

    def add(self, connection: Connection) -> None:
        self._open[connection.key] = connection

    def expire(self) -> int:
        now = time.monotonic()
        expired = 0
        for key, connection in self._open.items():
            if now - connection.opened > self.limit:
                del self._open[key]  # expect: ASF802
                expired += 1
        return expired

    def remove_down(self, down: set[str]) -> None:
        for backend in self._backends:
            if backend in down:
                log.warning("%s is down", backend)
                self._backends.remove(backend)  # expect: ASF802

    def drained(self) -> None:
        draining = self._draining
        for key in draining:
            match self._open.get(key):
                case None:
                    self._draining.discard(key)  # expect: ASF802
                case Connection(broken=True):
                    log.info("%s broke while draining", key)

    def close_all(self) -> None:
        for key in self._open:
            self._close(key)  # expect: ASF802

    def _close(self, key: str) -> None:
        connection = self._open.pop(key)
        log.debug("closed %s after %.1f s", key, time.monotonic() - connection.opened)


def renumber(ports: dict[int, str], offset: int) -> dict[int, str]:
    for port, name in ports.items():
        if port < offset:
            ports[port + offset] = name  # expect: ASF802
    return ports


def summary(table: Table) -> str:
    return f"limit {table.limit:.0f} s"
