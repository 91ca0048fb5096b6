"""Line protocol server for a sensor network: parser, batching and retries."""
from __future__ import annotations

import asyncio
import collections
import heapq
import itertools
import logging
from dataclasses import dataclass, field

import trio

log = logging.getLogger("lineproto")


class ProtocolError(ValueError):
    pass


@dataclass(order=True)
class Retry:
    due: float
    line: bytes = field(compare=False)


class Parser:
    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> None:
        self._buffer += data

    async def lines(self, out: list[bytes]) -> None:
        await asyncio.sleep(0)
        while True:
            end = self._buffer.find(b"\n")
            if end < 0:
                break
            out.append(bytes(self._buffer[:end]))
            del self._buffer[: end + 1]

    async def varint(self) -> int:
        await asyncio.sleep(0)
        value = shift = 0
        while self._buffer:
            byte = self._buffer.pop(0)
            value |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                return value
        raise ProtocolError("truncated")


class Batcher:
    def __init__(self) -> None:
        self.pending: collections.deque[bytes] = collections.deque()
        self.retries: list[Retry] = []
        self.wakeup = asyncio.Event()

    async def flush(self, writer: asyncio.StreamWriter) -> int:
        count = 0
        while self.pending:
            writer.write(self.pending.popleft())
            count += 1
        await writer.drain()
        return count

    async def due(self, now: float) -> list[bytes]:
        ready: list[bytes] = []
        while self.retries and self.retries[0].due <= now:
            ready.append(heapq.heappop(self.retries).line)
        await asyncio.sleep(0)
        return ready

    async def run(self, writer: asyncio.StreamWriter) -> None:
        while True:
            await self.wakeup.wait()
            self.wakeup.clear()
            if not self.pending:
                continue
            await self.flush(writer)


async def pump(queue: asyncio.Queue[bytes], batcher: Batcher) -> None:
    while True:
        batcher.pending.append(await queue.get())
        while True:
            try:
                batcher.pending.append(queue.get_nowait())
            except asyncio.QueueEmpty:
                break
        batcher.wakeup.set()


async def gcd(a: int, b: int) -> int:
    await trio.sleep(0)
    while b:
        a, b = b, a % b
    return a


async def next_id(used: set[int], counter: "itertools.count[int]") -> int:
    await trio.sleep(0)
    while (candidate := next(counter)) in used:
        log.debug("%d is taken", candidate)
    return candidate


async def serve(stream: trio.SocketStream, out: list[bytes]) -> None:
    while True:
        async for chunk in stream:
            out.append(chunk)
        return


def spin_up(stages: list[str]) -> int:
    done = 0
    while True:
        if done == len(stages):
            return done
        log.info("stage %s", stages[done])
        done += 1
