"""Device manager in the middle of a migration from asyncio to trio."""
from __future__ import annotations

import asyncio
import logging
from asyncio import sleep as pause

import trio
from trio import Event as TrioEvent

log = logging.getLogger("devices")


class Device:
    def __init__(self, host: str, port: int) -> None:
        self.host = host
        self.port = port

    async def send(self, payload: bytes) -> None:
        stream = await trio.open_tcp_stream(self.host, self.port)
        async with stream:
            await stream.send_all(payload)
            await pause(0.1)  # expect: ASF316
        log.info("sent %d bytes to %s", len(payload), self.host)

    async def ping(self, attempts: int) -> bool:
        for attempt in range(attempts):
            with trio.move_on_after(2) as scope:
                await self.send(b"ping\n")
            if not scope.cancelled_caught:
                return True
            log.warning("attempt %d timed out", attempt)
            await trio.sleep(2**attempt)
        return False


class Gateway:
    def __init__(self) -> None:
        self.ready = TrioEvent()
        self.inbox: asyncio.Queue[bytes] = asyncio.Queue(maxsize=8)

    async def mark(self) -> None:
        await trio.sleep(0.1)
        self.ready.set()

    async def next_message(self) -> bytes:
        with trio.fail_after(5):
            return await self.inbox.get()  # expect: ASF316

    async def run(self, devices: list[Device]) -> None:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(self.mark)
            for device in devices:
                nursery.start_soon(device.send, b"hello\n")
            await asyncio.gather(*(device.ping(3) for device in devices))  # expect: ASF316
            await self.ready.wait()


class Console:
    """Not migrated yet: still runs on asyncio."""

    def __init__(self, host: str) -> None:
        self.host = host

    async def read_prompt(self) -> str:
        reader, writer = await asyncio.open_connection(self.host, 23)
        writer.write(b"\n")
        await writer.drain()
        await trio.sleep(0.5)  # expect: ASF316
        line = await reader.readline()
        writer.close()
        await writer.wait_closed()
        return line.decode()


def main() -> None:
    logging.basicConfig(level=logging.INFO)
    devices = [Device("10.0.0.5", 7000), Device("10.0.0.6", 7000)]
    trio.run(Gateway().run, devices)
    log.info("prompt: %s", asyncio.run(Console("10.0.0.7").read_prompt()))


if __name__ == "__main__":
    main()
