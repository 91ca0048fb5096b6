import inspect
from abc import ABC, abstractmethod
from typing import Protocol, runtime_checkable


@runtime_checkable
class Closeable(Protocol):
    def close(self) -> None: ...


@runtime_checkable
class Named(Protocol):
    name: str


class AsyncCloseable(ABC):
    @abstractmethod
    async def close(self) -> None:
        ...


class AsyncReader(Protocol):
    async def read(self, size: int) -> bytes: ...


class Socket(AsyncCloseable):
    name = "socket"

    async def close(self):
        print("closed")


class Pool:
    def __init__(self):
        self._resources = []

    def add(self, resource):
        if isinstance(resource, Named):
            print("added", resource.name)
        self._resources.append(resource)

    async def shutdown(self):
        resources, self._resources = self._resources, []
        for resource in reversed(resources):
            if isinstance(resource, AsyncCloseable):
                await resource.close()
            elif isinstance(resource, (Closeable, Socket)):
                result = resource.close()
                if inspect.isawaitable(result):
                    await result


async def first(reader: AsyncReader, size: int) -> bytes:
    return await reader.read(size)
