import asyncio
import inspect
from functools import partial


class AuditHook:
    def __init__(self, client):
        self.client = client

    async def __call__(self, event):
        await self.client.post("/audit", event)


class PlainHook:
    def __call__(self, event):
        print(event)


async def record(client, event):
    await client.post("/events", event)


class Service:
    def __init__(self, client):
        self.client = client
        self.audit = AuditHook(client)
        self.plain = PlainHook()
        self.on_event = partial(record, client)
        self.show = lambda event: print(event)

    async def emit(self, event):
        if inspect.iscoroutinefunction(self.on_event):
            return await self.on_event(event)
        return self.on_event(event)

    async def audited(self, event):
        if inspect.iscoroutinefunction(self.audit.__call__):
            await self.audit(event)

    async def shown(self, event):
        for hook in (self.plain, self.show):
            result = hook(event)
            if inspect.isawaitable(result):
                await result

    async def plainly(self, event):
        if asyncio.iscoroutinefunction(self.plain):
            await self.plain(event)
        else:
            self.plain(event)

    async def any(self, hook, event):
        if asyncio.iscoroutinefunction(hook):
            await hook(event)
        else:
            await asyncio.to_thread(hook, event)


def describe(function):
    kind = "async" if inspect.iscoroutinefunction(function) else "sync"
    return f"{kind} {function.__name__}"
