"""Session pool for a trio/anyio client."""
from __future__ import annotations

import logging
from contextlib import AsyncExitStack, asynccontextmanager
from typing import AsyncIterator

import anyio
import trio
from anyio.abc import ByteStream

log = logging.getLogger("pool")


class Session:
    def __init__(self, stream: ByteStream) -> None:
        self.stream = stream
        self.used = 0

    async def quit(self) -> None:
        await self.stream.send(b"QUIT\r\n")

    async def request(self, line: bytes) -> bytes:
        try:
            await self.stream.send(line)
            return await self.stream.receive()
        except anyio.EndOfStream:
            await self.stream.aclose()
            raise
        finally:
            self.used += 1

    async def close(self) -> None:
        try:
            await self.request(b"NOOP\r\n")
        finally:
            with anyio.CancelScope(shield=True):
                await self.quit()
            await self.stream.aclose()

    async def kill(self) -> None:
        try:
            await self.request(b"ABORT\r\n")
        except anyio.get_cancelled_exc_class():
            with anyio.move_on_after(1, shield=True):
                await self.quit()
            raise
        finally:
            await anyio.aclose_forcefully(self.stream)


class Pool:
    def __init__(self, host: str) -> None:
        self.host = host
        self._stack = AsyncExitStack()
        self.idle: list[Session] = []

    async def __aenter__(self) -> Pool:
        await self._stack.__aenter__()
        return self

    async def __aexit__(self, *exc: object) -> bool | None:
        return await self._stack.__aexit__(*exc)

    @asynccontextmanager
    async def lease(self) -> AsyncIterator[Session]:
        session = self.idle.pop() if self.idle else await self._open()
        try:
            yield session
        finally:
            self.idle.append(session)

    async def _open(self) -> Session:
        stream = await anyio.connect_tcp(self.host, 25)
        self._stack.push_async_callback(stream.aclose)
        return Session(stream)


async def trickle(stream: trio.abc.SendStream, limit: float) -> None:
    try:
        with trio.fail_after(limit):
            await stream.send_all(b"x")
    except trio.TooSlowError:
        log.warning("too slow")
    finally:
        with trio.CancelScope() as scope:
            scope.shield = True
            scope.deadline = trio.current_time() + 2
            await stream.send_all(b"bye")


async def main() -> None:
    async with Pool("mail.local") as pool, pool.lease() as session:
        print(await session.request(b"HELO\r\n"))


if __name__ == "__main__":
    anyio.run(main)
