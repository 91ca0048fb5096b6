"""Device link manager: writes commands, watches state, keeps sessions."""
import asyncio
import contextlib
import logging
from dataclasses import dataclass, field

import anyio
import trio

log = logging.getLogger("link")

TRANSIENT = (ConnectionError, asyncio.TimeoutError, asyncio.CancelledError)


@dataclass
class Command:
    code: int
    body: bytes = b""
    attempts: int = 0


@dataclass
class Link:
    host: str
    outbox: "asyncio.Queue[Command]" = field(default_factory=asyncio.Queue)
    failures: int = 0

    async def _transmit(self, command: Command) -> None:
        await asyncio.sleep(0.01)
        if command.code == 0xFF:
            raise ConnectionError(self.host)

    async def write_loop(self) -> None:
        while True:
            command = await self.outbox.get()
            try:
                await self._transmit(command)
            except TRANSIENT:  # expect: ASF401
                self.failures += 1
                command.attempts += 1
                log.warning("%s: command %#x failed", self.host, command.code)

    async def hello(self) -> bool:
        try:
            async with asyncio.timeout(3):
                await self._transmit(Command(1))
        except TimeoutError:
            return False
        except asyncio.CancelledError as exc:  # expect: ASF401
            if exc.args:
                raise
            log.info("hello to %s was interrupted", self.host)
        return True

    async def goodbye(self) -> None:
        with contextlib.suppress(OSError, BaseException):  # expect: ASF401
            await self._transmit(Command(2))
        log.info("said goodbye to %s", self.host)


class Watcher:
    def __init__(self) -> None:
        self.states: list[int] = []

    async def watch(self, stream: trio.abc.ReceiveStream) -> None:
        try:
            async for chunk in stream:
                self.states.extend(chunk)
        except trio.Cancelled:  # expect: ASF401
            log.debug("watch ends with %d states", len(self.states))

    async def settle(self, event: anyio.Event) -> None:
        cancelled = anyio.get_cancelled_exc_class()
        try:
            await event.wait()
        except cancelled:  # expect: ASF401
            self.states.clear()


async def main() -> None:
    link = Link("10.0.0.7")
    writer = asyncio.create_task(link.write_loop())
    if await link.hello():
        await link.outbox.put(Command(3))
    await link.goodbye()
    writer.cancel()
    try:
        await writer
    except asyncio.CancelledError:
        log.debug("writer is gone")


if __name__ == "__main__":
    asyncio.run(main())
