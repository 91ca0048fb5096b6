"""Blocks that return something that is not a coroutine, and nested functions."""
import asyncio
import threading
from functools import partial
from typing import Awaitable, Callable


class Registry:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.handlers: dict[str, Callable[[str], Awaitable[int]]] = {}

    async def default(self, text: str) -> int:
        await asyncio.sleep(0)
        return len(text)

    def find(self, name: str) -> Callable[[str], Awaitable[int]]:
        with self.lock:
            return self.handlers.get(name, self.default)

    def bind(self, name: str, text: str) -> Callable[[], Awaitable[int]]:
        with self.lock:
            handler = self.handlers.get(name, self.default)
            return partial(handler, text)

    def retrying(self, name: str) -> Callable[[str], Awaitable[int]]:
        handler = self.find(name)
        try:
            async def attempt(text: str) -> int:
                return await handler(text)

            return attempt
        finally:
            print("made", name)

    def size(self) -> int:
        try:
            return self._count()
        except RuntimeError:
            return 0

    def _count(self) -> int:
        return len(self.handlers)


async def main() -> None:
    registry = Registry()
    print(await registry.find("x")("text"), await registry.bind("y", "text")())
    print(await registry.retrying("z")("text"), registry.size())
