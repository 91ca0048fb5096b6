"""Those that do, and those that must be coroutines."""
import abc
import asyncio
from typing import Protocol


class Source(Protocol):
    async def read(self) -> bytes: ...


class Base(abc.ABC):
    @abc.abstractmethod
    async def run(self) -> None: ...


class Derived(Base):
    async def run(self) -> None:
        print("nothing to wait for")


async def pause() -> None:
    await asyncio.sleep(1)


async def numbers():
    yield 1


def app_route(app) -> None:
    @app.get("/")
    async def index() -> str:
        return "hello"
