import asyncio
import functools
import threading

from .host import PluginHost, make_bus
from .plugin import Ticker


def watch(host, stop):
    while not stop.wait(30):
        print("events so far:", host.stats["events"])


async def amain():
    host = PluginHost(make_bus())
    stop = threading.Event()
    async with host:
        pumping = asyncio.create_task(host.pump())
        handle = host.schedule("weather", 5)
        watcher = threading.Thread(target=watch, args=(host, stop), daemon=True)
        watcher.start()
        order = sorted(host.plugins.values(), key=lambda p: p.ready())
        names = [p.name for p in order]
        await asyncio.get_running_loop().run_in_executor(None, functools.partial(print, names))
        extra = Ticker(host.bus)
        print(await extra.status())
        await extra.refresh()
        await asyncio.sleep(60)
        handle.cancel()
        stop.set()
        pumping.cancel()
        await asyncio.gather(pumping, return_exceptions=True)


if __name__ == "__main__":
    asyncio.run(amain())
