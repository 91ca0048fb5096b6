import logging

from app.context import request_id

log = logging.getLogger("assets")


class Server:
    def __init__(self, store):
        self.store = store
        self.served = 0

    async def handle(self, req):
        token = request_id.set(req.headers.get("x-request-id", "-"))
        try:
            body = await self.store.body(req.path)
            log.info("served %s (%d bytes)", req.path, len(body))
        finally:
            request_id.reset(token)
        self.served += 1
        return body

    async def push(self, name, payload):
        origin = await self.store.origin()
        await origin.send(self.store.url(name), payload)
