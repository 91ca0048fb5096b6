"""Trio pipeline with stubs, unions and callables given from outside."""
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from typing import Protocol

import trio

Step = Callable[[bytes], Awaitable[bytes]]


class Sink(Protocol):
    def write(self, data: bytes) -> Awaitable[None]: ...


class Stage(ABC):
    @abstractmethod
    def run(self, data: bytes) -> Awaitable[bytes]:
        raise NotImplementedError


class Upper(Stage):
    def run(self, data: bytes) -> Awaitable[bytes]:
        return self._run(data)

    async def _run(self, data: bytes) -> bytes:
        await trio.sleep(0.01)
        return data.upper()


class Memory:
    def __init__(self) -> None:
        self.chunks: list[bytes] = []

    async def write(self, data: bytes) -> None:
        await trio.lowlevel.checkpoint()
        self.chunks.append(data)


async def pump(stage: Stage, step: Step, sink: Sink, data: bytes) -> None:
    data = await stage.run(data)
    data = await step(data)
    await sink.write(data)


async def reverse(data: bytes) -> bytes:
    await trio.sleep(0)
    return data[::-1]


async def main() -> None:
    memory = Memory()
    await pump(Upper(), lambda data: reverse(data), memory, b"abc")
    print(memory.chunks)


if __name__ == "__main__":
    trio.run(main)
