"""DNS-over-TCP prober."""
from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager, contextmanager

import anyio
import trio

log = logging.getLogger(__name__)


@contextmanager
def budget(seconds: float):
    with anyio.fail_after(seconds) as scope:
        yield scope


@asynccontextmanager
async def bounded(seconds: float):
    async with asyncio.timeout(seconds):
        yield


class Prober:
    def __init__(self, servers: list[str]) -> None:
        self.servers = servers
        self.results: dict[str, float] = {}
        self.threshold = 1.0

    async def probe(self, server: str) -> None:
        started = trio.current_time()
        stream = await trio.open_tcp_stream(server, 53)
        await stream.aclose()
        self.results[server] = trio.current_time() - started

    async def probe_all(self) -> None:
        with trio.move_on_after(10):
            async with trio.open_nursery() as nursery:
                for server in self.servers:
                    nursery.start_soon(self.probe, server)

    async def answers(self, source) -> list[bytes]:
        async with asyncio.timeout(5):
            return [packet async for packet in source]

    async def first(self, source) -> bytes | None:
        with anyio.move_on_after(2):
            async for packet in source:
                return packet
        return None

    async def refresh(self, client, force: bool) -> None:
        async with asyncio.timeout(3):
            if force or not self.results:
                await client.refresh()
            else:
                log.debug("nothing to refresh")

    async def locked_update(self, lock: asyncio.Lock, value: float) -> None:
        async with asyncio.timeout(1):
            async with lock:
                self.threshold = value


async def check(host: str) -> bool:
    with budget(4):
        stream = await anyio.connect_tcp(host, 853)
    await stream.aclose()
    return True


async def ask(client, names: list[str]) -> list[str]:
    found = []
    async with bounded(5):
        for name in names:
            found.append(await client.resolve(name))
    return found


if __name__ == "__main__":
    trio.run(Prober(["9.9.9.9", "1.1.1.1"]).probe_all)
