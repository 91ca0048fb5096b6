"""Storage back ends and protocol handlers of a document server."""
import abc
import asyncio
import logging
import socketserver
from typing import Protocol

from starlette.middleware.base import BaseHTTPMiddleware

log = logging.getLogger("docserver")


class Storage(abc.ABC):
    @abc.abstractmethod
    async def load(self, key: str) -> bytes: ...

    @abc.abstractmethod
    async def save(self, key: str, value: bytes) -> None: ...

    def describe(self) -> str:
        return type(self).__name__

    async def size(self, key: str) -> int:
        return len(await self.load(key))


class MemoryStorage(Storage):
    def __init__(self) -> None:
        self.values: dict[str, bytes] = {}

    def load(self, key: str) -> bytes:  # expect: ASF901
        return self.values[key]

    async def save(self, key: str, value: bytes) -> None:
        self.values[key] = value


class CountingStorage(MemoryStorage):
    def __init__(self) -> None:
        super().__init__()
        self.saves = 0

    def save(self, key: str, value: bytes) -> None:  # expect: ASF901
        self.saves += 1
        self.values[key] = value

    async def describe(self) -> str:  # expect: ASF901
        await asyncio.sleep(0)
        return f"{self.saves} saves"


class Codec(Protocol):
    def encode(self, text: str) -> bytes: ...

    async def flush(self) -> None: ...


class GzipCodec(Codec):
    level = 6

    async def encode(self, text: str) -> bytes:  # expect: ASF901
        await asyncio.sleep(0)
        return text.encode()

    async def flush(self) -> None:
        log.debug("level %d", self.level)


class Handler(socketserver.BaseRequestHandler):
    async def handle(self) -> None:  # expect: ASF901
        log.info("request from %r", self.client_address)


class Timing(BaseHTTPMiddleware):
    def dispatch(self, request, call_next):  # expect: ASF901
        log.info("%s", request.url)
        return None


async def copy(source: Storage, target: Storage, keys: list[str]) -> int:
    count = 0
    for key in keys:
        await target.save(key, await source.load(key))
        count += 1
    log.info("copied %d documents to %s", count, target.describe())
    return count
