import asyncio
import contextvars
import threading
from contextlib import contextmanager
from contextvars import ContextVar

tenant = ContextVar("tenant", default="public")


class TenantMiddleware:
    def __init__(self, app, hosts):
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope, receive, send):
        token = tenant.set(self.hosts.get(scope["host"], "public"))
        try:
            await self.app(scope, receive, send)
        finally:
            tenant.reset(token)


@contextmanager
def acting_as(name):
    token = tenant.set(name)
    try:
        yield
    finally:
        tenant.reset(token)


def table(name):
    return f"{tenant.get()}.{name}"


def plain(name):
    return name.upper()


class Store:
    def __init__(self, pool):
        self.pool = pool

    async def table_name(self, name):
        return await asyncio.to_thread(table, name)

    async def with_context(self, name):
        loop = asyncio.get_running_loop()
        context = contextvars.copy_context()
        return await loop.run_in_executor(self.pool, context.run, table, name)

    async def shout(self, name):
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.pool, plain, name)


def in_thread(name):
    context = contextvars.copy_context()
    thread = threading.Thread(target=context.run, args=(table, name))
    thread.start()
    thread.join()


async def main(names):
    tenant.set("admin")
    return [table(name) for name in names]
