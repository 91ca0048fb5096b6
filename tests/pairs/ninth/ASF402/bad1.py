"""Instrument session over TCP (trio) and a lease service (anyio)."""
from __future__ import annotations

import logging
from contextlib import asynccontextmanager
from typing import AsyncIterator

import anyio
import trio

log = logging.getLogger("instrument")


class Scope:
    def __init__(self, stream: trio.SocketStream) -> None:
        self._stream = stream
        self.armed = False
        self.traces: list[bytes] = []

    async def command(self, text: str) -> None:
        await self._stream.send_all(text.encode() + b"\n")

    async def arm(self) -> None:
        await self.command("ARM")
        self.armed = True

    async def acquire_trace(self) -> bytes:
        await self.arm()
        try:
            data = await self._stream.receive_some(4096)
            self.traces.append(bytes(data))
            return bytes(data)
        finally:
            self.armed = False
            await self.command("DISARM")  # expect: ASF402

    async def sweep(self, points: int) -> int:
        done = 0
        try:
            for _ in range(points):
                await self.acquire_trace()
                done += 1
        except trio.Cancelled:
            log.info("sweep stopped at %d", done)
            stop = self.command
            await stop("ABORT")  # expect: ASF402
            raise
        return done

    async def __aenter__(self) -> Scope:
        await self.command("*RST")
        return self

    async def __aexit__(self, *exc: object) -> None:
        with trio.move_on_after(2):
            await self.command("LOCAL")  # expect: ASF402
        await self._stream.aclose()


class Leases:
    def __init__(self) -> None:
        self.held: dict[str, float] = {}

    async def _tell(self, verb: str, name: str) -> None:
        await anyio.sleep(0.05)
        log.debug("%s %s", verb, name)

    @asynccontextmanager
    async def lease(self, name: str) -> AsyncIterator[str]:
        await self._tell("lock", name)
        self.held[name] = anyio.current_time()
        try:
            yield name
        except ValueError:
            log.warning("bad use of %s", name)
            raise
        finally:
            del self.held[name]
            async with anyio.create_task_group() as group:  # expect: ASF402
                group.start_soon(self._tell, "unlock", name)
                group.start_soon(self._tell, "audit", name)


async def main() -> None:
    stream = await trio.open_tcp_stream("scope.local", 5025)
    leases = Leases()
    async with leases.lease("scope"), Scope(stream) as scope:
        print(await scope.sweep(10))


if __name__ == "__main__":
    trio.run(main)
