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
        for page in self.api.pages(last):  # expect: ASF120
            written += await self.sink.write(page)
            with self.cooldown:  # expect: ASF120
                written += await self.sink.flush()
        return written

    async def finish(self, token):
        sealed = bcrypt.hashpw(token.encode(), bcrypt.gensalt())  # expect: ASF109
        async with asyncio.timeout(10):  # expect: ASF406
            self.sink.seal(sealed)
        await throttled()


def build(api, sink):
    return Exporter(api, sink, Cooldown(0.25))
