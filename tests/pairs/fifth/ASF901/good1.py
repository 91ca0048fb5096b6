"""Same colour, or an awaitable all the same."""
import abc
import asyncio
from collections.abc import Awaitable


class Storage(abc.ABC):
    @abc.abstractmethod
    async def save(self, key: str) -> None: ...

    @abc.abstractmethod
    def load(self, key: str) -> str: ...


class Memory(Storage):
    def __init__(self) -> None:
        self.items: dict[str, str] = {}

    async def save(self, key: str) -> None:
        self.items[key] = key

    def load(self, key: str) -> str:
        return self.items[key]


class Deferred(Storage):
    def save(self, key: str) -> Awaitable[None]:
        return asyncio.sleep(0)

    def load(self, key: str) -> str:
        return key


class Other:
    def save(self) -> None:
        print("no relation")
