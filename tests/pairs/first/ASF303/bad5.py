import asyncio


class Plugin:
    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self.enabled = True

    async def refresh(self) -> None:
        await asyncio.sleep(0)

    def on_change(self) -> None:
        self._loop.create_task(self.refresh())  # expect: ASF303

    def on_idle(self) -> None:
        self.enabled and self._loop.create_task(self.refresh())  # expect: ASF303


def schedule(loop: "asyncio.AbstractEventLoop", plugin: Plugin) -> None:
    loop.create_task(plugin.refresh())  # expect: ASF303
