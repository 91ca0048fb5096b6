"""Ship metric lines to a Graphite relay."""
from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass, field

log = logging.getLogger(__name__)

pause = asyncio.sleep


@dataclass
class Sample:
    path: str
    value: float
    stamp: float = field(default_factory=time.time)

    def line(self) -> bytes:
        return f"{self.path} {self.value} {int(self.stamp)}\n".encode()


class Channel:
    def __init__(self, host: str, port: int) -> None:
        self.host = host
        self.port = port
        self._writer: asyncio.StreamWriter | None = None

    async def connect(self) -> None:
        _, writer = await asyncio.open_connection(self.host, self.port)
        self._writer = writer

    async def reset(self) -> None:
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.close()
            await writer.wait_closed()

    async def send(self, data: bytes) -> None:
        if self._writer is None:
            raise ConnectionError("not connected")
        self._writer.write(data)
        await self._writer.drain()


class Relay(Channel):
    retries = 4

    async def ship(self, batch: list[Sample]) -> bool:
        payload = b"".join(sample.line() for sample in batch)
        for attempt in range(self.retries):
            try:
                await self.send(payload)
            except ConnectionError as exc:
                log.warning("attempt %d: %s", attempt, exc)
                self.reset()  # expect: ASF301
                pause(2**attempt)  # expect: ASF301
                await self.connect()
            else:
                return True
        return False

    async def finish(self, *, polite: bool = True) -> None:
        polite and self.send(b"quit\n")  # expect: ASF301
        await self.reset()


async def handshake(host: str, port: int, token: str) -> str:
    reader, writer = await asyncio.open_connection(host, port)
    flush = writer.drain
    writer.write(f"AUTH {token}\n".encode())
    flush()  # expect: ASF301
    reply = await reader.readline()
    writer.close()
    await writer.wait_closed()
    return reply.decode().strip()


async def main() -> None:
    logging.basicConfig(level=logging.INFO)
    log.info("relay said %s", await handshake("127.0.0.1", 2004, "s3cret"))
    relay = Relay("127.0.0.1", 2003)
    await relay.connect()
    ok = await relay.ship([Sample("app.requests", 12.0), Sample("app.errors", 0.0)])
    log.info("shipped: %s", ok)
    await relay.finish()


if __name__ == "__main__":
    asyncio.run(main())
