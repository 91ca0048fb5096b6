"""Hook runner that copes with every kind of callable."""
import asyncio
import functools
import inspect
import logging

log = logging.getLogger("hooks")


async def upload(item: str, prefix: str = "") -> int:
    await asyncio.sleep(0)
    return len(prefix + item)


def measure(item: str) -> int:
    return len(item)


class AsyncHook:
    async def __call__(self, item: str) -> int:
        return await upload(item)


class SyncHook:
    def __call__(self, item: str) -> int:
        return measure(item)


def is_async(fn) -> bool:
    while isinstance(fn, functools.partial):
        fn = fn.func
    return inspect.iscoroutinefunction(fn) or inspect.iscoroutinefunction(getattr(fn, "__call__", None))


class Runner:
    def __init__(self) -> None:
        self.prefixed = functools.partial(upload, prefix="x-")
        self.short = lambda item: measure(item[:3])
        self.sync_hook = SyncHook()
        self.async_hook = AsyncHook()
        self.wrapped = lambda item: upload(item)

    async def run_prefixed(self, item: str) -> int:
        if inspect.iscoroutinefunction(self.prefixed):
            return await self.prefixed(item)
        return 0

    async def run_short(self, item: str) -> int:
        if asyncio.iscoroutinefunction(self.short):
            return await self.short(item)
        return self.short(item)

    async def run_hook(self, item: str) -> int:
        if inspect.iscoroutinefunction(self.sync_hook):
            return await self.sync_hook(item)
        return self.sync_hook(item)

    async def run_async_hook(self, item: str) -> int:
        if is_async(self.async_hook):
            return await self.async_hook(item)
        return -1

    async def run_wrapped(self, item: str) -> int:
        result = self.wrapped(item)
        if inspect.isawaitable(result):
            result = await result
        return result

    async def run_call(self, item: str) -> int:
        hook = self.async_hook
        if inspect.iscoroutinefunction(hook.__call__):
            return await hook(item)
        return 0


async def main(items: list[str]) -> list[int]:
    runner = Runner()
    log.debug("running %d items", len(items))
    return [await runner.run_prefixed(item) + await runner.run_hook(item) for item in items]
