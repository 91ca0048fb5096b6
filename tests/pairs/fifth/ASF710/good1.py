"""Set and reset."""
import contextvars

tenant: contextvars.ContextVar[str] = contextvars.ContextVar("tenant", default="")


class Middleware:
    def __init__(self, app) -> None:
        self.app = app

    async def __call__(self, scope, receive, send) -> None:
        token = tenant.set(scope["tenant"])
        try:
            await self.app(scope, receive, send)
        finally:
            tenant.reset(token)
