"""Correlation ids of a delivery tracking service."""
from __future__ import annotations

import asyncio
import logging
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from contextvars import ContextVar

correlation_id: ContextVar[str] = ContextVar("correlation_id", default="-")
tenant = ContextVar("tenant", default="public")
log = logging.getLogger("delivery")


class CorrelationMiddleware:
    def __init__(self, app) -> None:
        self.app = app

    async def __call__(self, scope, receive, send) -> None:
        headers = dict(scope.get("headers", ()))
        correlation_id.set(headers.get(b"x-request-id", b"").decode() or uuid.uuid4().hex)  # expect: ASF710
        await self.app(scope, receive, send)


@asynccontextmanager
async def as_tenant(name: str):
    remember = tenant.set
    remember(name)  # expect: ASF710
    log.debug("tenant %s", name)
    yield name


def write_event(event: str) -> str:
    line = f"{correlation_id.get()} {event}"
    log.info(line)
    return line


class Tracker:
    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(2)

    async def track(self, event: str) -> str:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, write_event, event)  # expect: ASF710

    def close(self) -> None:
        self._pool.shutdown()


def label(parcel: str) -> None:
    log.info("label for %s of %s", parcel, tenant.get())


def print_labels(parcels: list[str]) -> None:
    threads = [threading.Thread(target=label, args=(parcel,)) for parcel in parcels]  # expect: ASF710
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


async def handle(parcels: list[str]) -> None:
    async with as_tenant("acme"):
        await asyncio.to_thread(print_labels, parcels)
