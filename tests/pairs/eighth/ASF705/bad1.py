"""Request context of a small web framework."""
from __future__ import annotations

import asyncio
import logging
import threading
from contextlib import asynccontextmanager

import trio

log = logging.getLogger("web")
_request = threading.local()


class Request:
    def __init__(self, path: str, user: str) -> None:
        self.path = path
        self.user = user


async def dispatch(request: Request, handler) -> str:
    _request.current = request  # expect: ASF705
    await asyncio.sleep(0)
    return await handler()


async def whoami() -> str:
    request: Request = _request.current  # expect: ASF705
    return request.user


class Trace(threading.local):
    def __init__(self) -> None:
        self.span = "root"


class Tracer:
    def __init__(self, exporter) -> None:
        self._trace = Trace()
        self._exporter = exporter

    @asynccontextmanager
    async def span(self, name: str):
        self._trace.span = name  # expect: ASF705
        try:
            yield name
        finally:
            log.debug("span %s closed", name)

    def label(self) -> str:
        return f"{self._exporter}:{threading.get_ident()}"


def set_tenant(name: str) -> None:
    setattr(tenancy, "tenant", name)


tenancy = threading.local()


async def billing(tenant: str, receive) -> None:
    slot = tenancy
    async for invoice in receive:
        slot.tenant = tenant  # expect: ASF705
        await trio.sleep(0)
        log.info("invoice %s", invoice)


def in_worker(name: str) -> None:
    set_tenant(name)
    log.info("worker for %s", tenancy.tenant)


def run_workers(names: list[str]) -> None:
    threads = [threading.Thread(target=in_worker, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
