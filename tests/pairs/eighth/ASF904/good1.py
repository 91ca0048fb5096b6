"""Decorators of an RPC server that respect the colour of what they wrap."""
from __future__ import annotations

import asyncio
import contextlib
import functools
import inspect
import logging
import time
from typing import Any, AsyncIterator, Awaitable, Callable, Iterator, ParamSpec, TypeVar

log = logging.getLogger("rpc")
P = ParamSpec("P")
R = TypeVar("R")
METHODS: dict[str, Callable[..., Any]] = {}


def timed(fn: Callable[..., Any]) -> Callable[..., Any]:
    if inspect.iscoroutinefunction(fn):

        @functools.wraps(fn)
        async def async_wrapper(*args: Any, **kwargs: Any) -> Any:
            begin = time.perf_counter()
            try:
                return await fn(*args, **kwargs)
            finally:
                log.info("%s %.3f", fn.__name__, time.perf_counter() - begin)

        return async_wrapper

    @functools.wraps(fn)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        begin = time.perf_counter()
        try:
            return fn(*args, **kwargs)
        finally:
            log.info("%s %.3f", fn.__name__, time.perf_counter() - begin)

    return wrapper


def positive(fn: Callable[P, R]) -> Callable[P, R]:
    @functools.wraps(fn)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        if any(isinstance(arg, int) and arg < 0 for arg in args):
            raise ValueError("negative argument")
        return fn(*args, **kwargs)

    return wrapper


def method(name: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    def register(fn: Callable[P, R]) -> Callable[P, R]:
        METHODS[name] = fn
        return fn

    return register


def retry(attempts: int) -> Callable[[Callable[P, Awaitable[R]]], Callable[P, Awaitable[R]]]:
    def decorate(fn: Callable[P, Awaitable[R]]) -> Callable[P, Awaitable[R]]:
        async def attempt(*args: P.args, **kwargs: P.kwargs) -> R:
            for left in reversed(range(attempts)):
                try:
                    return await fn(*args, **kwargs)
                except OSError as exc:
                    log.warning("%s, %d left", exc, left)
            raise OSError("gave up")

        @functools.wraps(fn)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> Awaitable[R]:
            return attempt(*args, **kwargs)

        return wrapper

    return decorate


@contextlib.asynccontextmanager
async def session(name: str) -> AsyncIterator[None]:
    await asyncio.sleep(0)
    log.debug("open %s", name)
    yield
    log.debug("close %s", name)


@contextlib.contextmanager
def span(name: str) -> Iterator[None]:
    log.debug("> %s", name)
    yield
    log.debug("< %s", name)


@timed
async def add(left: int, right: int) -> int:
    await asyncio.sleep(0.01)
    return left + right


@positive
async def root(value: int) -> float:
    await asyncio.sleep(0)
    return value**0.5


@method("echo")
async def echo(text: str) -> str:
    await asyncio.sleep(0)
    return text


@retry(3)
async def fetch(key: str) -> str:
    await asyncio.sleep(0.01)
    return key.upper()


@session("store")
async def store(key: str) -> None:
    with span("store"):
        await asyncio.sleep(0.01)
        log.info("stored %s", key)


@span("banner")
def banner() -> str:
    return "rpc 1.0"


async def main() -> None:
    log.info("%s %d %.1f", banner(), await add(1, 2), await root(16))
    log.info("%s %s", await METHODS["echo"]("hi"), await fetch("k"))
    await store("k")


if __name__ == "__main__":
    asyncio.run(main())
