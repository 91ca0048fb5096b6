"""Shutdown manager: closes whatever was registered with it."""
from __future__ import annotations

import asyncio
import logging
import typing as t
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable

log = logging.getLogger("shutdown")


@runtime_checkable
class AsyncCloseable(Protocol):
    async def close(self) -> None: ...


@t.runtime_checkable
class Flushable(t.Protocol):
    name: str

    async def flush(self, force: bool = False) -> int:
        """Write everything that is buffered."""
        ...


@runtime_checkable
class Drainable(Flushable, Protocol):
    def pending(self) -> int: ...


@runtime_checkable
class Named(Protocol):
    name: str


class Socket:
    def __init__(self, name: str) -> None:
        self.name = name

    def close(self) -> None:
        log.info("%s closed", self.name)


class Session:
    async def close(self) -> None:
        await asyncio.sleep(0.01)
        log.info("session closed")


@dataclass
class Buffer:
    name: str
    lines: list[str] = field(default_factory=list)

    def flush(self, force: bool = False) -> int:
        count, self.lines = len(self.lines), []
        return count + force

    def pending(self) -> int:
        return len(self.lines)


Closers = (AsyncCloseable, asyncio.AbstractServer)


class Manager:
    def __init__(self) -> None:
        self.members: list[Any] = []

    def add(self, member: Any) -> None:
        label = member.name if isinstance(member, Named) else type(member).__name__
        log.debug("managing %s", label)
        self.members.append(member)

    async def close(self) -> int:
        closed = 0
        for member in reversed(list(self.members)):
            if isinstance(member, AsyncCloseable):  # expect: ASF905
                await member.close()
                closed += 1
        return closed

    async def drain(self) -> int:
        busy = [m for m in list(self.members) if isinstance(m, Drainable) and m.pending()]  # expect: ASF905
        return sum([await member.flush() for member in busy])

    async def close_first(self) -> bool:
        found = next((m for m in self.members if isinstance(m, Closers)), None)  # expect: ASF905
        if found is not None and hasattr(found, "close"):
            await found.close()
        return found is not None


async def flush_one(target: object) -> int:
    match target:
        case Flushable():  # expect: ASF905
            return await target.flush(True)
        case _:
            raise TypeError(f"cannot flush {target!r}")


async def main() -> None:
    manager = Manager()
    for member in (Session(), Socket("tcp"), Buffer("audit", ["x"])):
        manager.add(member)
    log.info("drained %d, closed %d", await manager.drain(), await manager.close())
    log.info("first %s, one %d", await manager.close_first(), await flush_one(Buffer("tmp")))


if __name__ == "__main__":
    asyncio.run(main())
