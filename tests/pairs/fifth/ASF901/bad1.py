"""A base class and subclasses of the other colour."""
import abc
import asyncio


class Storage(abc.ABC):
    @abc.abstractmethod
    async def save(self, key: str) -> None: ...

    @abc.abstractmethod
    def load(self, key: str) -> str: ...

    async def close(self) -> None:
        await asyncio.sleep(0)


class Memory(Storage):
    def __init__(self) -> None:
        self.items: dict[str, str] = {}

    def save(self, key: str) -> None:  # expect: ASF901
        self.items[key] = key

    async def load(self, key: str) -> str:  # expect: ASF901
        return self.items[key]


class Quiet(Memory):
    def close(self) -> None:  # expect: ASF901
        self.items.clear()
