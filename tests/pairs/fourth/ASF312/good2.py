"""Sync functions made awaitable by a decorator, and inspect.isawaitable."""
import asyncio
import functools
import inspect
from typing import Callable

from asgiref.sync import sync_to_async


def threaded(func: Callable):
    @functools.wraps(func)
    async def wrapper(*args):
        return await asyncio.to_thread(func, *args)

    return wrapper


@threaded
def checksum(path: str) -> int:
    return sum(path.encode())


@sync_to_async
def count(text: str) -> int:
    return len(text)


class Hooks:
    def __init__(self) -> None:
        self.hooks: list[Callable[[str], object]] = []

    def add(self, hook: Callable[[str], object]) -> None:
        self.hooks.append(hook)

    async def fire(self, text: str) -> list[object]:
        results = []
        for hook in tuple(self.hooks):
            result = hook(text)
            if inspect.isawaitable(result):
                result = await result
            results.append(result)
        return results


async def main() -> None:
    hooks = Hooks()
    hooks.add(str.upper)
    hooks.add(lambda text: checksum(text))
    print(await hooks.fire("a"), await checksum("b"), await count("c"))


if __name__ == "__main__":
    asyncio.run(main())
