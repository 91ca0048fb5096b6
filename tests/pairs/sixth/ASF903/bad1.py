"""Consumer of a message bus; one method for each kind of message."""
import json


class Consumer:
    def __init__(self, bus, store):
        self.bus = bus
        self.store = store
        self.muted = set()

    async def dispatch(self, raw):
        message = json.loads(raw)
        handler = getattr(self, f"handle_{message['kind']}", None)
        if handler is None:
            return
        await handler(message)

    async def handle_created(self, message):
        await self.store.insert(message["id"], message["body"])

    async def handle_deleted(self, message):
        await self.store.delete(message["id"])

    async def handle_moved(self, message):
        await self.store.rename(message["id"], message["to"])

    def handle_muted(self, message):  # expect: ASF903
        self.muted.add(message["id"])

    async def run(self):
        async for raw in self.bus:
            await self.dispatch(raw)
