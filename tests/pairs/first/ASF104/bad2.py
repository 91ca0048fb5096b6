import asyncio
from pathlib import Path


class Store:
    def __init__(self, root: str) -> None:
        self._root = Path(root)


class BlobStore(Store):
    async def get(self, key: str) -> bytes:
        return (self._root / key[:2] / key).read_bytes()  # expect: ASF104

    async def put(self, key: str, body: bytes) -> None:
        target = self._root / key[:2] / key
        target.write_bytes(body)  # expect: ASF104
        await asyncio.sleep(0)
