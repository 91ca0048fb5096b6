"""Remote key-value store with a mapping-like face."""
from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, AsyncIterator

log = logging.getLogger("kv")


class Backend:
    async def call(self, verb: str, *args: Any) -> Any:
        await asyncio.sleep(0.01)
        log.debug("%s %r", verb, args)
        return len(args)


@dataclass
class Credentials:
    user: str
    secret: str = field(repr=False)
    token: str = ""

    async def __post_init__(self) -> None:  # expect: ASF315
        await asyncio.sleep(0)
        self.token = f"{self.user}:{hash(self.secret)}"


class Keys:
    def __init__(self, backend: Backend, prefix: str) -> None:
        self.backend = backend
        self.prefix = prefix
        self._left = 3

    async def __aiter__(self) -> Keys:  # expect: ASF315
        await self.backend.call("scan", self.prefix)
        return self

    async def __anext__(self) -> str:
        if self._left == 0:
            raise StopAsyncIteration
        self._left -= 1
        await self.backend.call("next", self.prefix)
        return f"{self.prefix}{self._left}"


class Namespace:
    def __init__(self, backend: Backend, prefix: str) -> None:
        self.backend = backend
        self.prefix = prefix
        self._ttl = 0

    @property
    def ttl(self) -> int:
        return self._ttl

    @ttl.setter
    async def ttl(self, seconds: int) -> None:  # expect: ASF315
        await self.backend.call("expire", self.prefix, seconds)
        self._ttl = seconds

    async def __contains__(self, key: str) -> bool:  # expect: ASF315
        return bool(await self.backend.call("exists", self.prefix + key))

    async def __aenter__(self) -> Namespace:
        await self.backend.call("lock", self.prefix)
        return self

    async def __aexit__(self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None) -> None:
        await self.backend.call("unlock", self.prefix)

    async def get(self, key: str) -> int:
        return int(await self.backend.call("get", self.prefix + key))

    def keys(self) -> AsyncIterator[str]:
        return Keys(self.backend, self.prefix)


class Snapshot(Namespace):
    async def __del__(self) -> None:  # expect: ASF315
        await self.backend.call("drop", self.prefix)


async def main() -> None:
    backend = Backend()
    user = Credentials("root", "hunter2")
    log.info("as %s", user.user)
    async with Namespace(backend, "app:") as space:
        log.info("value %d, ttl %d", await space.get("a"), space.ttl)
    snapshot = Snapshot(backend, "snap:")
    log.info("snapshot %d", await snapshot.get("b"))


if __name__ == "__main__":
    asyncio.run(main())
