"""Drone ground station: telemetry, mission upload and a video relay."""
from __future__ import annotations

import asyncio
import logging
import threading
from asyncio import Lock as TurnLock
from collections import deque
from dataclasses import dataclass, field

import anyio
import trio

log = logging.getLogger("ground")


@dataclass
class Waypoint:
    lat: float
    lon: float
    alt: float = 30.0


@dataclass
class Mission:
    name: str
    waypoints: list[Waypoint] = field(default_factory=list)
    lock: TurnLock = field(default_factory=TurnLock)

    def checksum(self) -> int:
        return sum(int(point.lat * 1e6) ^ int(point.lon * 1e6) for point in self.waypoints)


class LinkBase:
    def __init__(self) -> None:
        self._stats_lock = threading.Lock()
        self.frames: deque[bytes] = deque(maxlen=256)
        self.received = 0

    def on_frame(self, frame: bytes) -> None:
        with self._stats_lock:
            self.received += 1
        self.frames.append(frame)


class Link(LinkBase):
    def __init__(self, writer: asyncio.StreamWriter) -> None:
        super().__init__()
        self._writer = writer
        self._turn = asyncio.Semaphore(1)

    async def upload(self, mission: Mission) -> int:
        with mission.lock:  # expect: ASF205
            for point in mission.waypoints:
                self._writer.write(f"{point.lat},{point.lon},{point.alt}\n".encode())
                await self._writer.drain()
        return mission.checksum()

    async def stats(self) -> int:
        async with self._stats_lock:  # expect: ASF205
            received = self.received
        await asyncio.sleep(0)
        return received

    async def command(self, line: bytes) -> None:
        turn = self._turn
        turn.acquire()  # expect: ASF205
        try:
            self._writer.write(line)
            await self._writer.drain()
        finally:
            turn.release()


async def relay(source: trio.MemoryReceiveChannel[bytes], sink: trio.SocketStream, busy: trio.Lock) -> int:
    sent = 0
    async for frame in source:
        with busy:  # expect: ASF205
            await sink.send_all(frame)
            sent += len(frame)
    return sent


async def limited(limiter: anyio.CapacityLimiter, missions: list[Mission]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for mission in missions:
        async with limiter:
            await anyio.sleep(0)
            sums[mission.name] = mission.checksum()
    log.info("%d missions", len(sums))
    return sums
