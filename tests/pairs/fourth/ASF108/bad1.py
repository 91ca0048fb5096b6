"""Plugin host that waits for threads from its coroutines."""
import asyncio
import threading


class Plugin(threading.Thread):
    def __init__(self, name: str) -> None:
        super().__init__(name=name, daemon=True)
        self.ready = threading.Event()

    def run(self) -> None:
        self.ready.set()


class Host:
    def __init__(self) -> None:
        self.plugins: list[Plugin] = []
        self.gate = threading.Barrier(2)

    async def load(self, name: str) -> Plugin:
        plugin = Plugin(name)
        plugin.start()
        plugin.ready.wait(10)  # expect: ASF108
        self.plugins.append(plugin)
        return plugin

    async def rendezvous(self) -> None:
        await asyncio.sleep(0)
        self.gate.wait()  # expect: ASF108

    async def unload(self, plugin: Plugin) -> None:
        plugin.join()  # expect: ASF108
        self.plugins.remove(plugin)


async def main() -> None:
    host = Host()
    plugin = await host.load("metrics")
    await host.unload(plugin)


if __name__ == "__main__":
    asyncio.run(main())
