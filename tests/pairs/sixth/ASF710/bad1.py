"""Tenant of the current request, as a middleware of an ASGI application."""
from contextvars import ContextVar

tenant: ContextVar[str] = ContextVar("tenant", default="public")


class TenantMiddleware:
    def __init__(self, app, hosts):
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        host = headers.get(b"host", b"").decode()
        tenant.set(self.hosts.get(host, "public"))  # expect: ASF710
        await self.app(scope, receive, send)


def table(name):
    return f"{tenant.get()}.{name}"
