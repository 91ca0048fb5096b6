"""Remote file handles for an object store."""
from __future__ import annotations

import asyncio
import logging
from typing import Any, AsyncIterator, Generator

log = logging.getLogger("objects")


class Handle:
    def __init__(self, key: str) -> None:
        self.key = key
        self._size = 0

    @classmethod
    async def create(cls, key: str) -> Handle:
        handle = cls(key)
        handle._size = await handle._stat()
        return handle

    async def _stat(self) -> int:
        await asyncio.sleep(0.01)
        return len(self.key)

    def __await__(self) -> Generator[Any, None, int]:
        return self._stat().__await__()

    def __len__(self) -> int:
        return self._size

    async def __aenter__(self) -> Handle:
        self._size = await self._stat()
        return self

    async def __aexit__(self, *exc: object) -> None:
        await asyncio.sleep(0)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for offset in range(0, self._size, 2):
            await asyncio.sleep(0)
            yield self.key[offset : offset + 2].encode()

    async def __call__(self, data: bytes) -> int:
        await asyncio.sleep(0)
        return len(data)

    @property
    async def etag(self) -> str:
        return f"{await self._stat():x}"

    @property
    def size(self) -> int:
        return self._size

    @size.setter
    def size(self, value: int) -> None:
        self._size = value


class Lines:
    def __init__(self, handle: Handle) -> None:
        self._parts = [handle.key]

    def __aiter__(self) -> Lines:
        return self

    async def __anext__(self) -> str:
        await asyncio.sleep(0)
        if not self._parts:
            raise StopAsyncIteration
        return self._parts.pop()

    async def __fetch__(self) -> str:
        await asyncio.sleep(0)
        return ",".join(self._parts)


async def main() -> None:
    handle = await Handle.create("bucket/key")
    handle.size = len(handle)
    async with handle:
        print(await handle, await handle.etag, await handle(b"x"))
        print([part async for part in handle], [line async for line in Lines(handle)])


if __name__ == "__main__":
    asyncio.run(main())
