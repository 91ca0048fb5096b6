import abc
import asyncio


class Plugin(abc.ABC):
    name = "plugin"

    def __init__(self, bus):
        self.bus = bus
        self.enabled = True

    @abc.abstractmethod
    def ready(self):
        ...

    async def refresh(self):
        await self.bus.put((self.name, "refresh"))

    async def status(self):
        await asyncio.sleep(0)
        return f"{self.name}: {'on' if self.enabled else 'off'}"

    def describe(self):
        return asyncio.run(self.status())

    async def close(self):
        self.enabled = False
        await self.bus.put((self.name, "closed"))


class Weather(Plugin):
    name = "weather"

    def ready(self):
        return self.enabled

    async def refresh(self):
        await super().refresh()
        await asyncio.sleep(0.2)


class Ticker(Plugin):
    name = "ticker"

    def ready(self):
        return self.enabled and self.bus.qsize() < 10
