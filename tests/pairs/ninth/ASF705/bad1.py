"""Request context and tenant selection of an ASGI service."""
import asyncio
import logging
import threading
import uuid
from contextlib import asynccontextmanager
from threading import local as Local

import anyio

log = logging.getLogger("asgi")

_request = threading.local()


class RequestIdFilter(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = getattr(_request, "id", "-")
        return True


class RequestContext:
    def __init__(self, app) -> None:
        self.app = app

    async def __call__(self, scope, receive, send) -> None:
        _request.id = uuid.uuid4().hex  # expect: ASF705
        log.info("%s %s", scope["method"], scope["path"])
        await self.app(scope, receive, send)


class TenantState(Local):
    def __init__(self) -> None:
        self.name = "public"
        self.depth = 0


class Tenants:
    def __init__(self, pools: dict) -> None:
        self.pools = pools
        self.state = TenantState()

    @asynccontextmanager
    async def use(self, name: str):
        state = self.state
        previous, state.name = state.name, name  # expect: ASF705
        try:
            yield self.pools[name]
        finally:
            state.name = previous  # expect: ASF705

    async def query(self, sql: str) -> list:
        pool = self.pools[self.state.name]  # expect: ASF705
        return await pool.fetch(sql)

    def describe(self) -> str:
        return "multi-tenant"


async def audit(storage, events: list) -> None:
    scratch = _request
    for event in events:
        await storage.append(scratch.id, event)  # expect: ASF705


async def serve(tenants: Tenants, names: list[str]) -> None:
    async def one(name: str) -> None:
        async with tenants.use(name):
            rows = await tenants.query("select 1")
            log.info("%s: %d rows", name, len(rows))

    async with anyio.create_task_group() as tg:
        for name in names:
            tg.start_soon(one, name)


def main(tenants: Tenants) -> None:
    logging.getLogger().addFilter(RequestIdFilter())
    asyncio.run(serve(tenants, ["blue", "red"]))
