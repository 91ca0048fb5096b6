"""Storage drivers of a photo app."""
from __future__ import annotations

import abc
import asyncio
import functools
import logging
from typing import Any, AsyncIterator, Awaitable, Callable, Coroutine

from asgiref.sync import sync_to_async

log = logging.getLogger("storage")


class Driver(abc.ABC):
    @abc.abstractmethod
    async def read(self, name: str) -> bytes:
        """Return the content of a photo."""

    @abc.abstractmethod
    def names(self) -> AsyncIterator[str]:
        """Iterate over all photos."""

    def sync(self, force: bool) -> Awaitable[int]:
        raise NotImplementedError

    async def size(self, name: str) -> int:
        return len(await self.read(name))

    async def warm(self) -> None:
        await asyncio.sleep(0)

    def __load(self) -> str:
        return "driver"

    def label(self) -> str:
        return self.__load()


class Disk(Driver):
    def read(self, name: str) -> Awaitable[bytes]:
        return asyncio.get_running_loop().run_in_executor(None, self._read, name)

    def _read(self, name: str) -> bytes:
        return name.encode()

    async def names(self) -> AsyncIterator[str]:
        for name in ("a.jpg", "b.jpg"):
            await asyncio.sleep(0)
            yield name

    async def sync(self, force: bool) -> int:
        await asyncio.sleep(0.01)
        return int(force)

    async def __load(self) -> bytes:
        return await self.read("index")

    async def index(self) -> bytes:
        return await self.__load()


class Cloud(Driver):
    def __init__(self, bucket: str) -> None:
        self.bucket = bucket

    async def _get(self, name: str) -> bytes:
        await asyncio.sleep(0.02)
        return f"{self.bucket}/{name}".encode()

    def read(self, name: str) -> Coroutine[Any, Any, bytes]:
        log.debug("read %s", name)
        return self._get(name)

    async def names(self) -> AsyncIterator[str]:
        await asyncio.sleep(0)
        yield "c.jpg"

    @sync_to_async
    def warm(self) -> None:
        log.info("%s is warm", self.bucket)

    def size(self, name: str) -> asyncio.Task[int]:
        return asyncio.create_task(self._size(name))

    async def _size(self, name: str) -> int:
        return len(await self._get(name))


class Viewer:
    """Not a driver, though it shares method names."""

    def __init__(self, read: Callable[[str], Awaitable[bytes]]) -> None:
        self.source = read

    def warm(self) -> str:
        return "warm colours"

    def size(self, name: str) -> tuple[int, int]:
        return len(name), 3


async def main() -> None:
    for driver in (Disk(), Cloud("photos")):
        await driver.warm()
        async for name in driver.names():
            log.info("%s %d %s", name, await driver.size(name), driver.label())
    disk = Disk()
    reader = functools.partial(disk.read, "b.jpg")
    log.info("%s %d %s", await reader(), await disk.sync(True), await disk.index())
    viewer = Viewer(disk.read)
    log.info("%s %s %s", viewer.warm(), viewer.size("a"), await viewer.source("a"))


if __name__ == "__main__":
    asyncio.run(main())
