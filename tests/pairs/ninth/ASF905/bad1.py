"""Plug-in loader that recognises plug-ins by their protocol."""
import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Protocol, runtime_checkable

import typing_extensions as te

log = logging.getLogger("plugins")


@runtime_checkable
class Startable(Protocol):
    async def start(self) -> None: ...

    async def stop(self) -> None: ...


@te.runtime_checkable
class Source(te.Protocol):
    name: str

    async def read(self) -> bytes: ...


@runtime_checkable
class NamedSource(Source, Protocol):
    def label(self) -> str: ...


@runtime_checkable
class Named(Protocol):
    def label(self) -> str: ...


@runtime_checkable
class Feed(Protocol):
    def __aiter__(self) -> AsyncIterator[bytes]: ...


KINDS = (Startable, Source)


class Loader:
    def __init__(self) -> None:
        self.started: list[Startable] = []
        self.sources: list[Source] = []

    async def load(self, plugin: object) -> bool:
        if isinstance(plugin, Startable):  # expect: ASF905
            await plugin.start()
            self.started.append(plugin)
            return True
        match plugin:
            case NamedSource():  # expect: ASF905
                log.info("source %s", plugin.label())
                self.sources.append(plugin)
            case Named():
                log.info("ignoring %s", plugin.label())
        return False

    async def read_all(self, plugins: list) -> list[bytes]:
        return [await p.read() for p in plugins if isinstance(p, (Source, NamedSource))]  # expect: ASF905

    def supported(self, plugin: object) -> bool:
        return isinstance(plugin, KINDS)  # expect: ASF905

    async def close(self) -> None:
        while self.started:
            plugin = self.started.pop()
            try:
                async with asyncio.timeout(5):
                    await plugin.stop()
            except TimeoutError:
                log.error("%r does not stop", plugin)


async def feed_size(feed: object) -> int:
    if not isinstance(feed, Feed):
        return 0
    return len([chunk async for chunk in feed])
