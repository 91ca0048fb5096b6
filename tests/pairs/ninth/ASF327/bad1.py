"""UDP beacon for peer discovery."""
import asyncio
import json
import logging
import time
from asyncio import get_event_loop
from typing import AsyncIterator

log = logging.getLogger("beacon")


class BeaconProtocol(asyncio.DatagramProtocol):
    def __init__(self, peers: dict[str, float]) -> None:
        self.peers = peers
        self.transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.DatagramTransport)
        self.transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        try:
            name = json.loads(data)["name"]
        except (ValueError, KeyError):
            log.debug("garbage from %s", addr)
            return
        self.peers[name] = time.monotonic()


class Beacon:
    def __init__(self, name: str, port: int = 9999) -> None:
        self.name = name
        self.port = port
        self.peers: dict[str, float] = {}
        self._transport: asyncio.DatagramTransport | None = None

    async def __aenter__(self) -> "Beacon":
        loop = asyncio.get_event_loop()  # expect: ASF327
        self._transport, _ = await loop.create_datagram_endpoint(
            lambda: BeaconProtocol(self.peers), local_addr=("0.0.0.0", self.port)
        )
        return self

    async def __aexit__(self, *exc: object) -> None:
        if self._transport is not None:
            self._transport.close()

    async def shout(self, times: int) -> None:
        assert self._transport is not None
        deadline = get_event_loop().time() + times  # expect: ASF327
        while asyncio.get_running_loop().time() < deadline:
            self._transport.sendto(json.dumps({"name": self.name}).encode(), ("255.255.255.255", self.port))
            await asyncio.sleep(1)

    async def newcomers(self, seconds: float) -> AsyncIterator[str]:
        seen: set[str] = set()
        end = (clock := asyncio.get_event_loop().time)() + seconds  # expect: ASF327
        while clock() < end:
            for name in set(self.peers) - seen:
                seen.add(name)
                yield name
            await asyncio.sleep(0.2)


async def main() -> None:
    async with Beacon("alpha") as beacon:
        shouting = asyncio.create_task(beacon.shout(3))
        async for name in beacon.newcomers(3):
            print("met", name)
        await shouting


if __name__ == "__main__":
    asyncio.run(main())
