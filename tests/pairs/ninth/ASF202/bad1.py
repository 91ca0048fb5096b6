"""Instrument server: serialises access to a shared spectrometer."""
from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

import trio

log = logging.getLogger("spectro")


class InstrumentError(Exception):
    pass


@dataclass(frozen=True)
class Exposure:
    seconds: float
    filter: str


class Transport:
    def __init__(self, write: Callable[[bytes], int], read: Callable[[int], bytes]) -> None:
        self._write = write
        self._read = read

    def ask(self, command: bytes) -> bytes:
        self._write(command + b"\n")
        answer = self._read(64)
        if answer.startswith(b"ERR"):
            raise InstrumentError(answer.decode())
        return answer


class Spectrometer:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._bus = threading.Lock()
        self._last: bytes = b""
        self.filters: list[str] = []

    def identify(self) -> str:
        with self._bus:
            return self._transport.ask(b"*IDN?").decode()

    def set_filter(self, name: str) -> None:
        self._bus.acquire()  # expect: ASF202
        self._transport.ask(b"FILT " + name.encode())
        self.filters.append(name)
        self._bus.release()

    def expose_all(self, plan: list[Exposure]) -> list[bytes]:
        frames: list[bytes] = []
        take, give = self._bus.acquire, self._bus.release
        for exposure in plan:
            take()  # expect: ASF202
            frame = self._transport.ask(f"EXP {exposure.seconds:.3f}".encode())
            frames.append(frame)
            give()
        return frames


class Front:
    """Asyncio clients queue here before they reach the instrument thread."""

    def __init__(self, device: Spectrometer) -> None:
        self._device = device
        self._turn = asyncio.Lock()
        self._served = 0

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._turn.acquire()  # expect: ASF202
        writer.write(b"220 your turn\n")
        await writer.drain()
        try:
            name = (await reader.readline()).strip().decode()
            await asyncio.to_thread(self._device.set_filter, name)
            self._served += 1
        finally:
            self._turn.release()
            writer.close()

    async def identify(self) -> str:
        try:
            await self._turn.acquire()  # expect: ASF202
            return await asyncio.to_thread(self._device.identify)
        except InstrumentError:
            log.exception("no identity")
            return "unknown"
        finally:
            self._turn.release()


async def calibrate(lamp: trio.Semaphore, steps: list[float], move: Callable[[float], None]) -> None:
    await lamp.acquire()  # expect: ASF202
    for step in steps:
        move(step)
        await trio.sleep(0.2)
    lamp.release()
