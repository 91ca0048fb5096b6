"""Gateway between serial electricity meters and the billing bus."""
from __future__ import annotations

import asyncio
import contextlib
import logging
import struct
from dataclasses import dataclass, field

import anyio

log = logging.getLogger(__name__)

LINK_DOWN = (ConnectionResetError, BrokenPipeError, asyncio.CancelledError)
HEADER = struct.Struct(">HH")


class ProtocolError(Exception):
    pass


@dataclass
class Reading:
    meter: int
    watts: int
    tags: dict[str, str] = field(default_factory=dict)


class MeterLink:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._closed = False
        self.seen = 0

    async def read_frame(self) -> bytes | None:
        try:
            meter, length = HEADER.unpack(await self._reader.readexactly(HEADER.size))
            if length > 4096:
                raise ProtocolError(f"frame of {length} bytes from {meter}")
            return await self._reader.readexactly(length)
        except LINK_DOWN:  # expect: ASF401
            log.info("meter link went away")
            return None

    async def heartbeat(self, period: float = 5.0) -> None:
        while not self._closed:
            try:
                self._writer.write(b"\x00\x00\x00\x00")
                await self._writer.drain()
                await asyncio.sleep(period)
            except BaseException as exc:  # expect: ASF401
                if isinstance(exc, (KeyboardInterrupt, SystemExit)):
                    raise
                log.warning("heartbeat failed: %r", exc)

    async def send(self, frame: bytes) -> None:
        self._writer.write(frame)
        with contextlib.suppress(OSError, asyncio.CancelledError):  # expect: ASF401
            await self._writer.drain()

    def close(self) -> None:
        self._closed = True
        self._writer.close()


async def forward(readings: list[Reading], url: str) -> int:
    sent = 0
    for reading in readings:
        try:
            stream = await anyio.connect_tcp(url, 4222)
            async with stream:
                await stream.send(f"{reading.meter}:{reading.watts}\n".encode())
        except OSError as exc:
            log.error("bus unreachable: %s", exc)
            break
        except anyio.get_cancelled_exc_class():  # expect: ASF401
            log.info("forwarding stopped after %d readings", sent)
            break
        else:
            sent += 1
    return sent


def decode(frame: bytes) -> Reading:
    meter, watts = struct.unpack_from(">HI", frame)
    return Reading(meter, watts)


async def pump(link: MeterLink, url: str) -> None:
    while (frame := await link.read_frame()) is not None:
        try:
            reading = decode(frame)
        except struct.error as exc:
            raise ProtocolError("short frame") from exc
        await forward([reading], url)


async def main() -> None:
    reader, writer = await asyncio.open_connection("10.0.0.7", 7001)
    link = MeterLink(reader, writer)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(link.heartbeat())
            group.create_task(pump(link, "bus.internal"))
    finally:
        link.close()


if __name__ == "__main__":
    asyncio.run(main())
