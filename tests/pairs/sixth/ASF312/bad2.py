from __future__ import annotations

import anyio


class Storage:
    def __init__(self, root: str) -> None:
        self.root = root

    def key(self, name: str) -> str:
        return f"{self.root}/{name}"

    async def put(self, key: str, data: bytes) -> None:
        await anyio.sleep(0)
        print(key, len(data))


class Versioned(Storage):
    def __init__(self, root: str) -> None:
        super().__init__(root)
        self.version = 0

    async def save(self, name: str, data: bytes) -> None:
        await self.put(await self.key(name), data)  # expect: ASF312
        self.version += 1


def checksum(data: bytes) -> int:
    return sum(data) % 256


digest = checksum


async def verify(storage: Storage, blobs: list[bytes]) -> bool:
    total = 0
    for blob in blobs:
        total += await digest(blob)  # expect: ASF312
    pending = [storage.put(str(n), blob) for n, blob in enumerate(blobs)]
    await pending  # expect: ASF312
    return total > 0
