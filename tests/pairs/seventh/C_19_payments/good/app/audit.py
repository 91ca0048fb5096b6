import asyncio


class AuditLog:
    def __init__(self, queue=None):
        self.queue = queue or asyncio.Queue(maxsize=100)
        self.balances = {}

    async def record(self, kind, payment, cents=0):
        self.balances[payment] = self.balances.get(payment, 0) + cents
        await self.queue.put((kind, payment, cents))

    async def balance(self, payment):
        await self.queue.join()
        return self.balances.get(payment, 0)

    async def writer(self, sink):
        while True:
            row = await self.queue.get()
            try:
                sink(row)
            finally:
                self.queue.task_done()
