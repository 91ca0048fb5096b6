"""Poller built from decorated functions that return coroutines."""
import asyncio
import functools
import types
from collections.abc import Awaitable, Callable
from typing import TypeVar

from asgiref.sync import sync_to_async

T = TypeVar("T")


def threaded(function: Callable[..., T]) -> Callable[..., Awaitable[T]]:
    @functools.wraps(function)
    async def wrapper(*args, **kwargs) -> T:
        return await asyncio.to_thread(function, *args, **kwargs)

    return wrapper


@threaded
def checksum(data: bytes) -> int:
    return sum(data) % 255


@sync_to_async
def lookup(name: str) -> str:
    return name.title()


@types.coroutine
def tick():
    yield


class Device:
    @threaded
    def query(self) -> int:
        return 42


async def main() -> None:
    await tick()
    print(await checksum(b"abc"), await lookup("valve"))
    print(await Device().query())


if __name__ == "__main__":
    asyncio.run(main())
