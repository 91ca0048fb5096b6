import asyncio
import atexit
import threading

from .plugin import Ticker, Weather


def make_bus():
    return asyncio.Queue(maxsize=100)


class PluginHost:
    def __init__(self, bus):
        self.bus = bus
        self.plugins = {}
        self.stats = {"events": 0}

    def load(self, cls):
        self.plugins[cls.name] = cls(self.bus)
        return self.plugins[cls.name]

    def __len__(self):
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
        return loop.call_later(delay, self._spawn, plugin)

    def _spawn(self, plugin):
        self.refreshing = asyncio.ensure_future(plugin.refresh())
        self.refreshing.add_done_callback(self._refreshed)

    def _refreshed(self, task):
        if not task.cancelled() and task.exception():
            print("refresh failed:", task.exception())

    async def pump(self):
        while True:
            name, what = await self.bus.get()
            self.stats["events"] += 1
            print(name, what)
            self.bus.task_done()


def banner():
    print("plugin host stopped,", threading.active_count(), "threads")


atexit.register(banner)
