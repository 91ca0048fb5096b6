"""Rate limited API gateway: counters, quotas and a fuel gauge."""
from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

log = logging.getLogger("gateway")

_stats_lock = threading.Lock()
_requests = 0


def count_request() -> int:
    global _requests
    with _stats_lock:
        _requests += 1
        return _requests


def reset_requests() -> None:
    global _requests
    log.info("counter reset")
    _requests = 0  # expect: ASF505


class Quota:
    def __init__(self, limit: int) -> None:
        self._lock = threading.Lock()
        self.limit = limit
        self._left = limit
        self._denied: dict[str, int] = {}

    def take(self, client: str) -> bool:
        lock = self._lock
        with lock:
            if self._left > 0:
                self._left -= 1
                return True
            self._denied[client] = self._denied.get(client, 0) + 1
        return False

    def give_back(self) -> None:
        self._lock.acquire()
        try:
            self._left = min(self._left + 1, self.limit)
        finally:
            self._lock.release()

    def pardon(self, client: str) -> None:
        if self.limit:
            self._denied.pop(client, None)  # expect: ASF505


class RefillingQuota(Quota):
    def __init__(self, limit: int, on_refill: Callable[[], None]) -> None:
        super().__init__(limit)
        self._on_refill = on_refill

    def refill(self) -> None:
        self._left = self.limit  # expect: ASF505
        self._on_refill()


class FuelGauge:
    def __init__(self, sensor) -> None:
        self._sensor = sensor
        self._lock = asyncio.Lock()
        self.level = 0.0

    async def adjust(self, delta: float) -> None:
        async with self._lock:
            level = self.level
            factor = await self._sensor.factor()
            self.level = level + delta * factor

    async def recalibrate(self) -> None:
        await self._sensor.zero()
        self.level = 0.0  # expect: ASF505


quota = RefillingQuota(100, reset_requests)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        client = self.client_address[0]
        number = count_request()
        if not quota.take(client):
            self.send_error(429)
            return
        try:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(f"request {number}\n".encode())
        finally:
            quota.give_back()

    def do_POST(self) -> None:
        quota.pardon(self.client_address[0])
        quota.refill()
        self.send_response(204)
        self.end_headers()


if __name__ == "__main__":
    ThreadingHTTPServer(("", 8000), Handler).serve_forever()
