import asyncio


class Limiter:
    """At most `rate` passes per second."""

    def __init__(self, rate):
        self.gap = 1 / rate
        self.lock = asyncio.Lock()

    async def turn(self):
        async with self.lock:
            await asyncio.sleep(self.gap)
