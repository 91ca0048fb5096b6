"""Event emitter that picks the call form by looking at the callable."""
import asyncio
import functools
import inspect
import logging
from asyncio import iscoroutinefunction

log = logging.getLogger("emitter")


async def store(item: dict, table: str = "items") -> None:
    await asyncio.sleep(0)
    log.info("stored %r in %s", item, table)


class Forwarder:
    def __init__(self, url: str) -> None:
        self.url = url
        self.count = 0

    async def __call__(self, item: dict) -> None:
        self.count += 1
        await asyncio.sleep(0)
        log.info("forwarded to %s", self.url)


async def call(fn, item: dict) -> None:
    if asyncio.iscoroutinefunction(fn):
        await fn(item)
    else:
        fn(item)


class Emitter:
    def __init__(self) -> None:
        self.forward = Forwarder("https://hook.test")
        self.archive = lambda item: store(item, "archive")
        self.plain = functools.partial(store, table="plain")
        self.delayed = functools.partial(self.forward)

    async def emit(self, item: dict):
        if inspect.iscoroutinefunction(self.forward):  # expect: ASF906
            return await self.forward(item)
        return self.forward(item)

    async def emit_archive(self, item: dict):
        archive = self.archive
        result = await archive(item) if iscoroutinefunction(archive) else archive(item)  # expect: ASF906
        return result

    async def emit_plain(self, item: dict) -> None:
        if inspect.iscoroutinefunction(self.plain):
            await self.plain(item)

    async def emit_delayed(self, item: dict) -> tuple:
        if is_async := inspect.iscoroutinefunction(self.delayed):  # expect: ASF906
            outcome = await self.delayed(item)
        else:
            outcome = self.delayed(item)
        return is_async, outcome

    async def run(self, items: list[dict]) -> int:
        outcomes: list = []
        for item in items:
            try:
                outcomes.append(await self.emit(item))
                outcomes.append(await self.emit_archive(item))
                outcomes.append(await self.emit_delayed(item))
                await call(store, item)
            except ValueError:
                log.exception("cannot emit %r", item)
        return self.forward.count
