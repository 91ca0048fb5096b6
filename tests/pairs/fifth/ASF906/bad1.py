"""Callables whose colour the test does not see."""
import asyncio
import inspect


async def load(key: str) -> str:
    await asyncio.sleep(0)
    return key


class Loader:
    async def __call__(self) -> str:
        return await load("x")


async def call(function) -> None:
    if asyncio.iscoroutinefunction(function):
        await function()
    else:
        function()


async def main() -> None:
    shortcut = lambda: load("a")
    if inspect.iscoroutinefunction(shortcut):  # expect: ASF906
        await shortcut()
    loader = Loader()
    if inspect.iscoroutinefunction(loader):  # expect: ASF906
        await loader()
