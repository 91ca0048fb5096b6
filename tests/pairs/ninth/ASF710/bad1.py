"""Tenant and trace propagation for a web service."""
import asyncio
import contextvars
import logging
import threading
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar

log = logging.getLogger("trace")

trace_id: ContextVar[str] = ContextVar("trace_id", default="-")
tenant: ContextVar[str | None] = ContextVar("tenant", default=None)


class TraceMiddleware:
    def __init__(self, app, header: bytes = b"x-trace") -> None:
        self.app = app
        self.header = header

    async def __call__(self, scope, receive, send) -> None:
        headers = dict(scope["headers"])
        trace_id.set(headers.get(self.header, b"none").decode())  # expect: ASF710
        await self.app(scope, receive, send)


@contextmanager
def as_tenant(name: str):
    tenant.set(name)  # expect: ASF710
    log.debug("tenant is %s", name)
    yield name


@asynccontextmanager
async def as_tenant_async(name: str):
    token = tenant.set(name)
    try:
        yield name
    finally:
        tenant.reset(token)


def sign(payload: bytes) -> bytes:
    owner = tenant.get() or "public"
    log.info("[%s] signing for %s", trace_id.get(), owner)
    return owner.encode() + b":" + payload


class Signer:
    def __init__(self) -> None:
        self.signed: list[bytes] = []

    async def sign(self, payload: bytes) -> bytes:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(None, sign, payload)  # expect: ASF710

    async def sign_copied(self, payload: bytes) -> bytes:
        context = contextvars.copy_context()
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(None, context.run, sign, payload)

    def _keep(self, payload: bytes) -> None:
        self.signed.append(sign(payload))

    def sign_later(self, payload: bytes) -> threading.Thread:
        thread = threading.Thread(target=self._keep, args=(payload,))  # expect: ASF710
        thread.start()
        return thread


async def events(names: list[str]):
    for name in names:
        trace_id.set(f"event-{name}")  # expect: ASF710
        yield name
