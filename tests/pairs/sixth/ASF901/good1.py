import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable
from typing import Protocol


class Storage(ABC):
    @abstractmethod
    async def save(self, name: str, data: bytes) -> str:
        ...

    @abstractmethod
    def names(self) -> AsyncIterator[str]:
        ...

    def address(self, name: str) -> str:
        return f"/files/{name}"

    async def close(self) -> None:
        pass


class MemoryStorage(Storage):
    def __init__(self):
        self.files = {}

    async def save(self, name, data):
        self.files[name] = data
        return self.address(name)

    async def names(self):
        for name in list(self.files):
            await asyncio.sleep(0)
            yield name

    def address(self, name):
        return f"mem:{name}"


class Wrapped(Storage):
    def __init__(self, inner: Storage):
        self.inner = inner

    def save(self, name: str, data: bytes) -> Awaitable[str]:
        return self.inner.save(name.lower(), data)

    def names(self):
        return self.inner.names()

    def close(self) -> "asyncio.Future[None]":
        return asyncio.ensure_future(self.inner.close())


class Notifier(Protocol):
    def notify(self, user: str, text: str) -> Awaitable[bool]: ...


class Mail(Notifier):
    async def notify(self, user: str, text: str) -> bool:
        await asyncio.sleep(0.1)
        return True


class Printer:
    def save(self, name, data):
        print(name, len(data))
