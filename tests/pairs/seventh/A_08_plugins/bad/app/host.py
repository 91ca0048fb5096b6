import asyncio
import atexit
import threading

from .plugin import Ticker, Weather


def make_bus(loop):
    return asyncio.Queue(maxsize=100, loop=loop)  # expect: ASF325


class PluginHost:
    def __init__(self, bus):
        self.bus = bus
        self.plugins = {}
        self.stats = {"events": 0}

    def load(self, cls):
        self.plugins[cls.name] = cls(self.bus)
        return self.plugins[cls.name]

    async def __len__(self):  # expect: ASF315
        return len(self.plugins)

    async def __aenter__(self):
        for cls in (Weather, Ticker):
            self.load(cls)
        return self

    async def __aexit__(self, *exc):
        for plugin in list(self.plugins.values()):
            await plugin.close()

    def schedule(self, name, delay):
        loop = asyncio.get_running_loop()
        plugin = self.plugins[name]
        return loop.call_later(delay, plugin.refresh)  # expect: ASF307

    async def pump(self):
        while True:
            name, what = await self.bus.get()
            self.stats["events"] += 1
            print(name, what)
            self.bus.task_done()


def banner():
    print("plugin host stopped,", threading.active_count(), "threads")


atexit.register(banner)
