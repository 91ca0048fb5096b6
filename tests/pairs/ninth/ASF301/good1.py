"""Upload agent: ships spool entries to the collector."""
from __future__ import annotations

import asyncio
import logging
import queue
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)


class Journal:
    """Plain, synchronous journal with the same verbs as the async queue."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def put(self, line: str) -> None:
        self._lines.append(line)

    def flush(self) -> int:
        count, self._lines = len(self._lines), []
        return count


class Agent:
    def __init__(self, sink: asyncio.Queue[bytes]) -> None:
        self._sink = sink
        self._journal = Journal()
        self._mirror: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._hooks: list[Callable[[bytes], Awaitable[None]]] = []

    def on_sent(self, hook: Callable[[bytes], Awaitable[None]]) -> None:
        self._hooks.append(hook)

    async def _announce(self, blob: bytes) -> None:
        await asyncio.sleep(0)
        log.debug("sent %d", len(blob))

    def announce(self, blob: bytes) -> Awaitable[None]:
        return self._announce(blob)

    async def send(self, blob: bytes, *, chatty: bool = False) -> None:
        self._journal.put(f"send {len(blob)}")
        self._mirror.put(blob)
        await self._sink.put(blob)
        chatty and await self.announce(blob)
        jobs = [hook(blob) for hook in self._hooks]
        for job in jobs:
            await job

    async def send_all(self, blobs: list[bytes]) -> None:
        async with asyncio.TaskGroup() as tg:
            for blob in blobs:
                tg.create_task(self.send(blob))
        self._journal.flush()

    async def greet(self, writer: asyncio.StreamWriter) -> None:
        drain = writer.drain
        writer.write(b"HELLO\n")
        await drain()
        last = self._announce(b"hello")
        try:
            writer.write(b"READY\n")
        except ConnectionError:
            last.close()
            raise
        await last


async def main() -> None:
    agent = Agent(asyncio.Queue())
    agent.on_sent(agent.announce)
    await agent.send_all([b"a", b"bc"])


if __name__ == "__main__":
    asyncio.run(main())
