import asyncio
import bcrypt

from .legacy import Cooldown, throttled


class Exporter:
    def __init__(self, api, sink, cooldown):
        self.api = api
        self.sink = sink
        self.cooldown = cooldown

    async def run(self, last):
        written = 0
        for page in await asyncio.to_thread(lambda: list(self.api.pages(last))):
            written += await self.sink.write(page)
            async with self.cooldown:
                written += await self.sink.flush()
        return written

    async def finish(self, token):
        sealed = await asyncio.to_thread(bcrypt.hashpw, token.encode(), bcrypt.gensalt())
        async with asyncio.timeout(10):
            await asyncio.to_thread(self.sink.seal, sealed)
        await throttled()


def build(api, sink):
    return Exporter(api, sink, Cooldown(0.25))
