"""Media pipeline: capability checks on nodes."""
from __future__ import annotations

import abc
import asyncio
import inspect
import logging
from collections.abc import AsyncIterable, Awaitable
from typing import Any, AsyncIterator, Protocol, runtime_checkable

log = logging.getLogger("pipeline")


@runtime_checkable
class HasLabel(Protocol):
    label: str

    def describe(self) -> str: ...


@runtime_checkable
class Startable(Protocol):
    async def start(self) -> None: ...


class Encoder(Protocol):
    """Only for type checkers."""

    async def encode(self, frame: bytes) -> bytes: ...


class Node(abc.ABC):
    label = "node"

    @abc.abstractmethod
    async def process(self, frame: bytes) -> bytes:
        """Transform one frame."""

    def describe(self) -> str:
        return f"<{self.label}>"


class Scale(Node):
    label = "scale"

    async def process(self, frame: bytes) -> bytes:
        await asyncio.sleep(0)
        return frame[::2]


class Gzip:
    async def encode(self, frame: bytes) -> bytes:
        await asyncio.sleep(0)
        return frame[:8]


class Camera:
    label = "camera"

    def __init__(self) -> None:
        self.started = False

    async def start(self) -> None:
        await asyncio.sleep(0.01)
        self.started = True

    def describe(self) -> str:
        return "camera 0"

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for number in range(3):
            await asyncio.sleep(0)
            yield bytes([number]) * 16


async def start(member: Any) -> bool:
    if isinstance(member, Startable) and inspect.iscoroutinefunction(member.start):
        await member.start()
        return True
    return False


async def start_any(member: object) -> bool:
    if not hasattr(member, "start"):
        return False
    outcome = member.start()
    if isinstance(outcome, Awaitable):
        await outcome
    return True


async def pump(source: object, steps: list[object], encoder: Encoder) -> int:
    if not isinstance(source, AsyncIterable):
        raise TypeError("source must be an async iterable")
    size = 0
    async for frame in source:
        for step in steps:
            match step:
                case Node():
                    frame = await step.process(frame)
                case HasLabel():
                    log.debug("skipping %s", step.describe())
        size += len(await encoder.encode(frame))
    return size


def labels(members: list[object]) -> list[str]:
    return [member.describe() for member in members if isinstance(member, HasLabel)]


async def main() -> None:
    camera, scale = Camera(), Scale()
    log.info("%s %s", await start(camera), await start_any(camera))
    log.info("%d %s", await pump(camera, [scale, camera], Gzip()), labels([camera, scale]))
    if isinstance(scale, (Node, HasLabel)):
        log.info("%s", scale.describe())


if __name__ == "__main__":
    asyncio.run(main())
