"""Clock service over UDP."""
from __future__ import annotations

import asyncio
import logging
import socket
from typing import Any, Callable

log = logging.getLogger("clock")


class LoopPool:
    """Hands out loops for worker threads; nothing to do with the running one."""

    def __init__(self) -> None:
        self._loops: list[asyncio.AbstractEventLoop] = []

    def get_event_loop(self) -> asyncio.AbstractEventLoop:
        loop = asyncio.new_event_loop()
        self._loops.append(loop)
        return loop

    def close(self) -> None:
        for loop in self._loops:
            loop.close()


def get_event_loop() -> asyncio.AbstractEventLoop:
    """Same name, strict semantics."""
    return asyncio.get_running_loop()


class ClockProtocol(asyncio.DatagramProtocol):
    def __init__(self, now: Callable[[], float]) -> None:
        self.now = now
        self.transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: Any) -> None:
        self.transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str | Any, int]) -> None:
        loop = asyncio.get_running_loop()
        loop.call_later(0.001, self._reply, addr)

    def _reply(self, addr: tuple[str | Any, int]) -> None:
        if self.transport is not None:
            self.transport.sendto(f"{self.now():.3f}".encode(), addr)


class ClockServer:
    def __init__(self, host: str, port: int) -> None:
        self.address = (host, port)
        self.loops = LoopPool()

    async def start(self) -> asyncio.DatagramTransport:
        loop = get_event_loop()
        transport, _ = await loop.create_datagram_endpoint(
            lambda: ClockProtocol(loop.time), local_addr=self.address, family=socket.AF_INET
        )
        return transport

    async def self_test(self) -> float:
        private = self.loops.get_event_loop()
        try:
            return await asyncio.to_thread(private.run_until_complete, asyncio.sleep(0.01, 1.5))
        finally:
            private.close()

    async def uptime(self) -> float:
        await asyncio.sleep(0)
        return asyncio.get_running_loop().time()


async def describe() -> dict[str, str]:
    await asyncio.sleep(0)
    names = {"get_event_loop": "asyncio.get_event_loop()", "loop": type(asyncio.get_running_loop()).__name__}
    log.debug("do not call asyncio.get_event_loop() here: %s", names)
    return names


async def main() -> None:
    server = ClockServer("127.0.0.1", 3737)
    transport = await server.start()
    try:
        log.info("%.2f %.2f", await server.self_test(), await server.uptime())
        log.info("%s", await describe())
    finally:
        transport.close()
        server.loops.close()


if __name__ == "__main__":
    asyncio.run(main())
