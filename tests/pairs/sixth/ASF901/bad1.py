"""Storage back ends of an upload service."""
import asyncio
from abc import ABC, abstractmethod
from pathlib import Path


class Storage(ABC):
    @abstractmethod
    async def save(self, name: str, data: bytes) -> str:
        """Store the data and return its address."""

    @abstractmethod
    async def delete(self, name: str) -> None:
        ...

    def address(self, name: str) -> str:
        return f"/files/{name}"


class DiskStorage(Storage):
    def __init__(self, root: Path):
        self.root = root

    async def save(self, name, data):
        await asyncio.to_thread((self.root / name).write_bytes, data)
        return self.address(name)

    async def delete(self, name):
        await asyncio.to_thread((self.root / name).unlink)


class MemoryStorage(Storage):
    def __init__(self):
        self.files = {}

    def save(self, name, data):  # expect: ASF901
        self.files[name] = data
        return self.address(name)

    def delete(self, name):  # expect: ASF901
        self.files.pop(name, None)


async def upload(storage: Storage, files):
    return [await storage.save(name, data) for name, data in files]
