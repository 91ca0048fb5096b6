"""Recipe converter with pluggable storage."""
from __future__ import annotations

import asyncio
import functools
import inspect
import logging
import types
from typing import Any, Awaitable, Callable, Generator, ParamSpec, TypeVar

log = logging.getLogger("recipes")
P = ParamSpec("P")
R = TypeVar("R")


def in_thread(fn: Callable[P, R]) -> Callable[P, Awaitable[R]]:
    @functools.wraps(fn)
    async def call(*args: P.args, **kwargs: P.kwargs) -> R:
        return await asyncio.to_thread(fn, *args, **kwargs)

    return call


@in_thread
def parse(text: str) -> dict[str, str]:
    pairs = (line.split(":", 1) for line in text.splitlines() if ":" in line)
    return {key.strip(): value.strip() for key, value in pairs}


@types.coroutine
def tick() -> Generator[None, None, int]:
    yield
    return 1


class Upload:
    def __init__(self, name: str) -> None:
        self.name = name
        self.finished: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def __await__(self) -> Generator[Any, None, int]:
        return self.finished.__await__()

    def complete(self, size: int) -> None:
        if not self.finished.done():
            self.finished.set_result(size)


class Store:
    def __init__(self) -> None:
        self.saved: dict[str, dict[str, str]] = {}

    async def _write(self, name: str, recipe: dict[str, str]) -> bool:
        await asyncio.sleep(0)
        self.saved[name] = recipe
        return True

    def save(self, name: str, recipe: dict[str, str]) -> Awaitable[bool]:
        if not recipe:
            return self._write(name, {"title": name})
        return self._write(name, recipe)

    def upload(self, name: str) -> Upload:
        upload = Upload(name)
        asyncio.get_running_loop().call_later(0.01, upload.complete, len(name))
        return upload

    def export(self, names: list[str]) -> asyncio.Future[list[bool]]:
        return asyncio.gather(*[self.save(name, self.saved[name]) for name in names])


class Hooks:
    def __init__(self) -> None:
        self.callbacks: list[Callable[[str], Any]] = []

    async def run(self, name: str) -> None:
        for callback in list(self.callbacks):
            outcome = callback(name)
            if inspect.isawaitable(outcome):
                await outcome


async def shout(name: str) -> None:
    await asyncio.sleep(0)
    log.info("%s!", name.upper())


async def main() -> None:
    store, hooks = Store(), Hooks()
    hooks.callbacks += [log.info, shout]
    recipe = await parse("title: soup\ntime: 20 min")
    size = await store.upload("soup")
    log.info("saved=%s size=%d", await store.save("soup", recipe), size)
    log.info("exported %s", await store.export(["soup"]))
    await hooks.run("soup")
    print(await tick())


if __name__ == "__main__":
    asyncio.run(main())
