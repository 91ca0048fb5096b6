from .compat import AsyncQueue


class Outbox:
    def __init__(self, gateway):
        self.gateway = gateway
        self.batches: AsyncQueue = AsyncQueue(16)

    async def deliver(self):
        while True:
            batch = await self.batches.get()
            for entry in batch:
                await self.gateway.send(entry)
            self.batches.task_done()
