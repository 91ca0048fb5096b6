"""Functions, and the result instead of the callable."""
import asyncio
import functools
import inspect


async def load(key: str) -> str:
    await asyncio.sleep(0)
    return key


async def main() -> None:
    bound = functools.partial(load, "a")
    if inspect.iscoroutinefunction(bound):
        await bound()
    if inspect.iscoroutinefunction(load):
        await load("b")


async def call(function) -> None:
    result = function()
    if inspect.isawaitable(result):
        await result
