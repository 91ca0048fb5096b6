"""Event hooks that may be plain functions or coroutine functions."""
import inspect


class AuditHook:
    def __init__(self, client):
        self.client = client

    async def __call__(self, event):
        await self.client.post("/audit", event)


async def record(client, event):
    await client.post("/events", event)


class Service:
    def __init__(self, client):
        self.client = client
        self.audit = AuditHook(client)
        self.on_event = lambda event: record(client, event)

    async def emit(self, event):
        if inspect.iscoroutinefunction(self.on_event):  # expect: ASF906
            return await self.on_event(event)
        return self.on_event(event)

    async def audited(self, event):
        if inspect.iscoroutinefunction(self.audit):  # expect: ASF906
            return await self.audit(event)
        return self.audit(event)
