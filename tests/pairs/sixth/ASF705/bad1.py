"""Request id for the log lines of an asynchronous web service."""
import logging
import threading
import uuid

_state = threading.local()


class RequestIdFilter(logging.Filter):
    def __init__(self, default="-"):
        super().__init__()
        self.default = default

    def filter(self, record):
        record.request_id = self.default
        return True


class RequestIdMiddleware:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        _state.request_id = str(uuid.uuid4())  # expect: ASF705
        await self.app(scope, receive, send)


async def handle(scope, receive, send):
    await receive()
    identifier = _state.request_id  # expect: ASF705
    await send({"type": "http.response.start", "headers": [(b"x-id", identifier.encode())]})
