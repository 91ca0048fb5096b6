"""Registries of a sensor service where every entry has one colour."""
import asyncio
import functools
import inspect
import logging
from collections.abc import Awaitable

log = logging.getLogger("sensors")

_READERS: dict[str, object] = {}
_HOOKS: list = []
_FORMATTERS: dict[str, object] = {}


def reader(name: str):
    def register(fn):
        _READERS[name] = fn
        return fn

    return register


def hook(fn):
    if inspect.iscoroutinefunction(fn):
        _HOOKS.append(fn)
    else:

        @functools.wraps(fn)
        async def wrapper(*args):
            return fn(*args)

        _HOOKS.append(wrapper)
    return fn


def formatter(fn):
    _FORMATTERS[fn.__name__] = fn
    return fn


@reader("temperature")
async def temperature() -> float:
    await asyncio.sleep(0)
    return 21.5


@reader("cached")
def cached() -> Awaitable[float]:
    return temperature()


@hook
async def log_remote(value: float) -> None:
    await asyncio.sleep(0)


@hook
def log_local(value: float) -> None:
    log.info("%.1f", value)


@formatter
def short(value: float) -> str:
    return f"{value:.0f}"


@functools.singledispatch
def describe(value) -> str:
    return repr(value)


@describe.register
def _(value: float) -> str:
    return f"{value:.2f} degrees"


class Service:
    async def handle(self, message: dict) -> object:
        method = getattr(self, f"on_{message['kind']}")
        result = method(message)
        if inspect.isawaitable(result):
            result = await result
        return result

    async def on_read(self, message: dict) -> float:
        return await _READERS[message["name"]]()

    def on_ping(self, message: dict) -> str:
        return "pong"

    def format(self, name: str, value: float) -> str:
        return getattr(self, f"format_{name}")(value)

    def format_plain(self, value: float) -> str:
        return describe(value)

    async def fire(self, value: float) -> None:
        for fn in _HOOKS:
            await fn(value)
