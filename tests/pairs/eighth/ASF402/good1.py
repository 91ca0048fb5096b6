"""Lease manager for a pool of test devices (anyio, with a trio only helper)."""
from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import anyio
import trio

log = logging.getLogger(__name__)


class LeaseLost(Exception):
    pass


class Registry:
    def __init__(self, stream: anyio.abc.ByteStream) -> None:
        self._stream = stream
        self._leased: set[str] = set()

    async def request(self, verb: str, device: str) -> bytes:
        await self._stream.send(f"{verb} {device}\n".encode())
        return await self._stream.receive()

    async def lease(self, device: str) -> None:
        answer = await self.request("LEASE", device)
        if not answer.startswith(b"OK"):
            raise LeaseLost(device)

    async def give_back(self, device: str) -> None:
        await self.request("RELEASE", device)


@asynccontextmanager
async def leased(registry: Registry, device: str) -> AsyncIterator[str]:
    await registry.lease(device)
    try:
        yield device
    finally:
        with anyio.CancelScope(shield=True):
            await registry.give_back(device)


async def flash(registry: Registry, device: str, image: bytes) -> bool:
    try:
        await registry.request("FLASH", device)
    except anyio.get_cancelled_exc_class():
        with anyio.move_on_after(3, shield=True):
            await registry.request("ABORT", device)
        raise
    except LeaseLost as exc:
        log.warning("lost %s, asking again", exc)
        await registry.lease(device)
        return False
    else:
        await registry.request("REBOOT", device)
    return True


class Session:
    def __init__(self, host: str) -> None:
        self.host = host
        self._stack = AsyncExitStack()
        self.registry: Registry | None = None

    async def __aenter__(self) -> "Session":
        stream = await anyio.connect_tcp(self.host, 4000)
        await self._stack.enter_async_context(stream)
        self.registry = Registry(stream)
        return self

    async def __aexit__(self, *exc_info) -> bool | None:
        log.debug("leaving session with %s", self.host)
        return await self._stack.__aexit__(*exc_info)


async def tail(host: str) -> bytes:
    stream = await trio.open_tcp_stream(host, 4001)
    try:
        return await stream.receive_some(4096)
    finally:
        await stream.aclose()


async def farewell(host: str, device: str) -> None:
    stream = await trio.open_tcp_stream(host, 4000)
    async with stream:
        try:
            await stream.send_all(b"HELLO\n")
        finally:
            with trio.move_on_after(1) as scope:
                scope.shield = True
                await stream.send_all(f"BYE {device}\n".encode())


async def main() -> None:
    async with Session("lab.internal") as session:
        assert session.registry is not None
        async with leased(session.registry, "pixel-3") as device:
            await flash(session.registry, device, b"\x7fELF")


if __name__ == "__main__":
    anyio.run(main)
