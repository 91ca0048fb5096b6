from __future__ import annotations

import asyncio
from asyncio import Lock as AsyncLock


class Bus:
    def __init__(self, port) -> None:
        self.port = port
        self.mutex = AsyncLock()
        self.frames = 0

    async def request(self, frame: bytes) -> bytes:
        await self.mutex.acquire()  # expect: ASF202
        await asyncio.sleep(0.002)
        try:
            await self.port.send(frame)
            return await self.port.receive()
        finally:
            self.mutex.release()


class CountingBus(Bus):
    async def broadcast(self, frame: bytes) -> None:
        gate = self.mutex
        try:
            await gate.acquire()  # expect: ASF202
            self.frames += 1
            await self.port.send(frame)
        finally:
            gate.release()


class Loopback:
    def __init__(self) -> None:
        self.last = b""

    async def send(self, frame: bytes) -> None:
        await asyncio.sleep(0)
        self.last = frame

    async def receive(self) -> bytes:
        await asyncio.sleep(0)
        return self.last


async def main() -> None:
    bus = CountingBus(Loopback())
    print(await bus.request(b"\x01\x03"))
    await bus.broadcast(b"\x00")


asyncio.run(main())
