"""Event emitter that accepts callables of both colours."""
from __future__ import annotations

import asyncio
import functools
import inspect
import logging
from typing import Any, Callable

log = logging.getLogger("emitter")


async def record(event: str, *, level: int = 20) -> None:
    await asyncio.sleep(0)
    log.log(level, "%s", event)


def shout(event: str) -> None:
    log.info("%s!", event.upper())


class Webhook:
    def __init__(self, url: str) -> None:
        self.url = url

    async def __call__(self, event: str) -> None:
        await asyncio.sleep(0.01)
        log.info("%s <- %s", self.url, event)

    async def deliver(self, event: str) -> None:
        await self(event)


class Counter:
    def __init__(self) -> None:
        self.count = 0

    def __call__(self, event: str) -> None:
        self.count += len(event)


def is_async_callable(fn: Any) -> bool:
    while isinstance(fn, functools.partial):
        fn = fn.func
    return inspect.iscoroutinefunction(fn) or inspect.iscoroutinefunction(getattr(fn, "__call__", None))


class Emitter:
    def __init__(self) -> None:
        self.listeners: list[Callable[[str], Any]] = []

    def on(self, fn: Callable[[str], Any]) -> None:
        self.listeners.append(fn)

    async def emit(self, event: str) -> None:
        for listener in tuple(self.listeners):
            outcome = listener(event)
            if inspect.isawaitable(outcome):
                await outcome

    async def emit_checked(self, event: str) -> None:
        for listener in tuple(self.listeners):
            if is_async_callable(listener):
                await listener(event)
                continue
            outcome = listener(event)
            if inspect.isawaitable(outcome):
                await outcome


async def direct(event: str) -> int:
    calls = 0
    loud = functools.partial(record, level=30)
    if inspect.iscoroutinefunction(loud):
        await loud(event)
        calls += 1
    hook = Webhook("https://hook.invalid")
    if inspect.iscoroutinefunction(hook.__call__):
        await hook(event)
        calls += 1
    deliver = hook.deliver
    if asyncio.iscoroutinefunction(deliver):
        await deliver(event)
        calls += 1
    tally = Counter()
    if not inspect.iscoroutinefunction(tally):
        tally(event)
        calls += 1
    quiet = lambda text: shout(text.lower())  # noqa: E731
    if not inspect.iscoroutinefunction(quiet):
        quiet(event)
        calls += 1
    return calls


async def main() -> None:
    emitter = Emitter()
    emitter.on(record)
    emitter.on(shout)
    emitter.on(Webhook("https://one.invalid"))
    emitter.on(functools.partial(record, level=10))
    emitter.on(lambda event: record(event))
    emitter.on(Counter())
    await emitter.emit("started")
    await emitter.emit_checked("stopped")
    log.info("%d direct calls", await direct("tested"))


if __name__ == "__main__":
    asyncio.run(main())
