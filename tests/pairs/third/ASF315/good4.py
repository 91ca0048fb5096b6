"""Plugin framework with hooks that look like dunders but are its own."""
from typing import Any

import anyio


class Plugin:
    """The framework awaits __setup__ and __teardown__ itself."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.ready = anyio.Event()

    async def __setup__(self) -> None:
        await anyio.sleep(0.01)
        self.ready.set()

    async def __teardown__(self) -> None:
        await anyio.sleep(0.01)

    async def __call__(self, *args: Any) -> int:
        await self.ready.wait()
        return len(args)

    @property
    def label(self) -> str:
        return self.name.title()

    @label.setter
    def label(self, value: str) -> None:
        self.name = value.lower()

    async def set_label(self, value: str) -> None:
        await anyio.sleep(0)
        self.label = value


class Host:
    def __init__(self, plugins: list[Plugin]) -> None:
        self.plugins = tuple(plugins)

    async def run(self) -> list[int]:
        results = []
        for plugin in self.plugins:
            await plugin.__setup__()
            await plugin.set_label("Echo")
            results.append(await plugin(1, 2))
            await plugin.__teardown__()
        return results


if __name__ == "__main__":
    print(anyio.run(Host([Plugin("echo")]).run))
