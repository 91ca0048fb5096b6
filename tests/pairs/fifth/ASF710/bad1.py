"""A context variable that keeps the last request's value."""
import contextvars

tenant: contextvars.ContextVar[str] = contextvars.ContextVar("tenant", default="")


class Middleware:
    def __init__(self, app) -> None:
        self.app = app

    async def __call__(self, scope, receive, send) -> None:
        tenant.set(scope["tenant"])  # expect: ASF710
        await self.app(scope, receive, send)
