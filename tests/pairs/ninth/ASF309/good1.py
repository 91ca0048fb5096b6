"""Plugin host: commands return awaitables, blocks close when they should."""
import asyncio
import logging
import time
from contextlib import suppress
from functools import partial
from typing import Any, Awaitable, Callable

log = logging.getLogger("plugins")


class Plugin:
    def __init__(self, name: str) -> None:
        self.name = name

    async def run(self, arg: str) -> str:
        await asyncio.sleep(0)
        return f"{self.name}({arg})"

    def check(self, arg: str) -> bool:
        return bool(arg)


class Stopwatch:
    def __init__(self) -> None:
        self.spent = 0.0
        self._begin = 0.0

    def __enter__(self) -> None:
        self._begin = time.perf_counter()

    def __exit__(self, *exc: object) -> None:
        self.spent += time.perf_counter() - self._begin


class Host:
    def __init__(self) -> None:
        self._plugins: dict[str, Plugin] = {}
        self._watch = Stopwatch()
        self._gate = asyncio.Semaphore(4)
        self._running: set[asyncio.Task[str]] = set()

    def add(self, plugin: Plugin) -> None:
        with self._watch:
            self._plugins[plugin.name] = plugin

    def resolve(self, name: str, arg: str) -> Callable[[], Awaitable[str]]:
        with self._watch:
            plugin = self._plugins[name]
            return partial(plugin.run, arg)

    def accepts(self, name: str, arg: str) -> bool:
        with self._watch:
            return self._plugins[name].check(arg)

    def run(self, name: str, arg: str) -> Awaitable[str]:
        with self._watch:
            plugin = self._plugins[name]
        return plugin.run(arg)

    def run_or_default(self, name: str, arg: str) -> Awaitable[str]:
        try:
            plugin = self._plugins[name]
        except KeyError:
            return self._missing(name)
        else:
            return plugin.run(arg)

    async def _missing(self, name: str) -> str:
        await asyncio.sleep(0)
        return f"no {name}"

    async def run_limited(self, name: str, arg: str) -> str:
        async with self._gate:
            return await self.run(name, arg)

    def run_background(self, name: str, arg: str) -> "asyncio.Task[str]":
        with suppress(KeyError):
            log.debug("starting %s", self._plugins[name])
        task = asyncio.create_task(self.run(name, arg))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

    async def run_nested(self, name: str, arg: str) -> Any:
        with suppress(TimeoutError):
            async def inner() -> str:
                return await self.run(name, arg)

            return await asyncio.wait_for(inner(), 3)


async def main() -> None:
    host = Host()
    host.add(Plugin("echo"))
    print(host.accepts("echo", "x"), await host.run_limited("echo", "x"))
    print(await host.resolve("echo", "y")(), await host.run_or_default("no", "z"))
    print(await host.run_background("echo", "w"), await host.run_nested("echo", "v"))


if __name__ == "__main__":
    asyncio.run(main())
