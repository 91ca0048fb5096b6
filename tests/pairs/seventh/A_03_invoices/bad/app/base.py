import asyncio


class AuditedService:
    def __init__(self, channel):
        self.channel = channel

    async def record(self, event, **details):
        await self.channel.put({"event": event, **details})

    async def drain(self):
        out = []
        while not self.channel.empty():
            out.append(self.channel.get_nowait())
            await asyncio.sleep(0)
        return out

    def describe(self):
        return f"{type(self).__name__} with {self.channel.qsize()} waiting events"


class Renderer:
    def __init__(self, width=72):
        self.width = width

    def render(self, template, invoice):
        body = template.format(**invoice)
        return "\n".join(line[: self.width].ljust(self.width) for line in body.splitlines())
