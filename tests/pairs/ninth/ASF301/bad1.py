"""Bridge between an MQTT broker and the house bus."""
from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

log = logging.getLogger("bridge")


@dataclass(frozen=True)
class Frame:
    topic: str
    payload: bytes
    retain: bool = False


class Link:
    """Anything with a stream that can be opened and closed."""

    def __init__(self, host: str, port: int) -> None:
        self.host = host
        self.port = port
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def open(self) -> None:
        self.reader, self.writer = await asyncio.open_connection(self.host, self.port)

    async def shutdown(self) -> None:
        if self.writer is not None:
            self.writer.close()
            await self.writer.wait_closed()


class BusLink(Link):
    def __init__(self, host: str, port: int, *, verbose: bool = False) -> None:
        super().__init__(host, port)
        self._outbox: asyncio.Queue[Frame] = asyncio.Queue(maxsize=64)
        self.verbose = verbose
        self.sent = 0

    async def _trace(self, frame: Frame) -> None:
        await asyncio.sleep(0)
        log.debug("-> %s (%d bytes)", frame.topic, len(frame.payload))

    async def publish(self, frame: Frame) -> None:
        if len(frame.payload) > 4096:
            raise ValueError("frame too large")
        self.verbose and self._trace(frame)  # expect: ASF301
        match frame:
            case Frame(retain=True):
                await self._outbox.put(frame)
            case Frame(topic=topic) if topic.startswith("state/"):
                self._outbox.put(frame)  # expect: ASF301
            case _:
                self._outbox.put_nowait(frame)

    async def pump(self) -> None:
        assert self.writer is not None
        flush = self.writer.drain
        while True:
            frame = await self._outbox.get()
            self.writer.write(frame.topic.encode() + b"\0" + frame.payload + b"\n")
            if self._outbox.empty():
                flush()  # expect: ASF301
            self.sent += 1
            self._outbox.task_done()

    async def shutdown(self) -> None:
        await self._outbox.join()
        super().shutdown()  # expect: ASF301
        log.info("bus link to %s closed, %d frames sent", self.host, self.sent)


async def main() -> None:
    link = BusLink("bus.local", 7700, verbose=True)
    await link.open()
    async with asyncio.TaskGroup() as tg:
        pump = tg.create_task(link.pump())
        await link.publish(Frame("state/lamp", b"on"))
        await link.publish(Frame("cmd/lamp", b"off", retain=True))
        await link.shutdown()
        pump.cancel()


if __name__ == "__main__":
    asyncio.run(main())
