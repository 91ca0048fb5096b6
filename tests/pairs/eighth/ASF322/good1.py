"""Plug-in host with web endpoints."""
from __future__ import annotations

import abc
import asyncio
import logging
from typing import AsyncIterator, Protocol

import websockets
from aiohttp import web
from fastapi import FastAPI

log = logging.getLogger("host")
app = FastAPI()
turn = asyncio.Lock()
routes = web.RouteTableDef()


class Sink(Protocol):
    async def write(self, text: str) -> int: ...

    async def close(self) -> None:
        """Release what the sink holds."""


class Plugin(abc.ABC):
    @abc.abstractmethod
    async def setup(self) -> None:
        raise NotImplementedError

    async def teardown(self) -> None:
        """Subclasses may override this."""

    async def handle(self, text: str) -> str:
        await asyncio.sleep(0)
        return text


class Upper(Plugin):
    async def setup(self) -> None:
        log.info("upper is ready")

    async def handle(self, text: str) -> str:
        return text.upper()


class NullSink:
    """Structural implementation of Sink."""

    async def __aenter__(self) -> NullSink:
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        log.debug("closed")

    async def write(self, text: str) -> int:
        return len(text)

    async def close(self) -> None:
        log.debug("nothing to close")


@app.get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}


@routes.get("/ready")
async def ready(request: web.Request) -> web.Response:
    return web.Response(text=f"ready {request.path}")


async def greet(connection: websockets.ServerConnection) -> None:
    log.info("connection from %s", connection.remote_address)


async def words(text: str) -> AsyncIterator[str]:
    for word in text.split():
        await asyncio.sleep(0)
        yield word


async def count(text: str) -> int:
    return len([word async for word in words(text)])


async def last(text: str) -> str:
    word = ""
    async for word in words(text):
        log.debug("%s", word)
    return word


async def in_turn(sink: Sink) -> None:
    async with turn:
        log.info("in step with %r", sink)


async def pump(plugin: Plugin, sink: Sink, lines: list[str]) -> int:
    await plugin.setup()
    written = sum([await sink.write(await plugin.handle(line)) for line in lines])
    await plugin.teardown()
    await sink.close()
    return written


async def main() -> None:
    async with NullSink() as sink, websockets.serve(greet, "127.0.0.1", 8765):
        await in_turn(sink)
        log.info("%d", await pump(Upper(), sink, ["a b", "c"]))
        log.info("%d %s", await count("x y z"), await last("x y z"))


if __name__ == "__main__":
    asyncio.run(main())
