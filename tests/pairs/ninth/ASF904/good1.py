"""Decorators of a job framework that respect coroutine functions."""
import asyncio
import functools
import inspect
import logging
import time
from contextlib import asynccontextmanager, contextmanager

log = logging.getLogger("jobs")

REGISTRY: dict[str, object] = {}


def job(fn):
    REGISTRY[fn.__name__] = fn
    return fn


def timed(fn):
    if inspect.iscoroutinefunction(fn):

        @functools.wraps(fn)
        async def timed_async(*args, **kwargs):
            start = time.perf_counter()
            try:
                return await fn(*args, **kwargs)
            finally:
                log.info("%s took %.3fs", fn.__name__, time.perf_counter() - start)

        return timed_async

    @functools.wraps(fn)
    def timed_sync(*args, **kwargs):
        start = time.perf_counter()
        try:
            return fn(*args, **kwargs)
        finally:
            log.info("%s took %.3fs", fn.__name__, time.perf_counter() - start)

    return timed_sync


def checked(fn):
    @functools.wraps(fn)
    def wrapper(self, name, *args):
        if not name:
            raise ValueError("empty name")
        return fn(self, name, *args)

    return wrapper


def retry(attempts: int):
    def decorate(fn):
        @functools.wraps(fn)
        async def wrapper(*args):
            for attempt in range(attempts - 1):
                try:
                    return await fn(*args)
                except OSError:
                    log.warning("attempt %d failed", attempt)
            return await fn(*args)

        return wrapper

    return decorate


def scheduled(fn):
    @functools.wraps(fn)
    def wrapper(*args):
        return asyncio.ensure_future(fn(*args))

    return wrapper


@asynccontextmanager
async def session():
    await asyncio.sleep(0)
    yield


@contextmanager
def muted():
    log.disabled = True
    try:
        yield
    finally:
        log.disabled = False


class Jobs:
    @timed
    async def run(self, name: str) -> str:
        await asyncio.sleep(0)
        return name

    @checked
    async def cancel(self, name: str) -> None:
        await self.run(name)

    @retry(3)
    async def upload(self, name: str) -> str:
        return await self.run(name)

    @session()
    async def guarded(self, name: str) -> str:
        return await self.run(name)

    @muted()
    def count(self) -> int:
        return len(REGISTRY)

    @scheduled
    async def later(self, name: str) -> str:
        return await self.run(name)


@job
async def cleanup() -> None:
    await Jobs().cancel("old")
