"""Modbus/RTU gateway: polls slaves on a serial bus and republishes their registers."""
from __future__ import annotations

import asyncio
import functools
import logging
import struct
import time
from dataclasses import dataclass, field
from time import sleep as settle

import trio

log = logging.getLogger("gateway.rtu")

TURNAROUND = 0.035


@dataclass
class Slave:
    address: int
    registers: dict[int, int] = field(default_factory=dict)
    failures: int = 0

    def decode(self, payload: bytes) -> int:
        (value,) = struct.unpack(">H", payload[:2])
        return value


class RtuError(Exception):
    pass


class RtuBus:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, gap: float = TURNAROUND) -> None:
        self._reader = reader
        self._writer = writer
        self._gap = gap
        self._line_idle = functools.partial(time.sleep, gap)
        self._lock = asyncio.Lock()

    async def transact(self, frame: bytes, expected: int) -> bytes:
        async with self._lock:
            self._writer.write(frame)
            await self._writer.drain()
            self._line_idle()  # expect: ASF101
            try:
                return await asyncio.wait_for(self._reader.readexactly(expected), timeout=1.0)
            except asyncio.IncompleteReadError as exc:
                raise RtuError(f"short answer ({len(exc.partial)} bytes)") from exc

    async def read_register(self, slave: Slave, register: int) -> int:
        frame = struct.pack(">BBHH", slave.address, 3, register, 1)
        for attempt, pause in enumerate((0.1, 0.4, 1.6)):
            try:
                payload = await self.transact(frame, 7)
            except RtuError as exc:
                log.warning("slave %d attempt %d: %s", slave.address, attempt, exc)
                settle(pause)  # expect: ASF101
            else:
                return slave.decode(payload[3:])
        raise RtuError(f"slave {slave.address} does not answer")

    async def wake(self, slaves: list[Slave]) -> None:
        wait = time.sleep if self._gap > 0.01 else settle
        for slave in slaves:
            self._writer.write(struct.pack(">BB", slave.address, 0))
            wait(self._gap)  # expect: ASF101
        await self._writer.drain()

    async def close(self) -> None:
        self._writer.close()
        await self._writer.wait_closed()


async def drain_uart(port: trio.abc.ReceiveStream, sink: list[bytes]) -> int:
    """The trio flavour of the gateway reads straight from the UART."""
    total = 0
    async for chunk in port:
        sink.append(chunk)
        total += len(chunk)
        if len(sink) % 64 == 0:
            time.sleep(0)  # expect: ASF101
    return total


async def poll(bus: RtuBus, slaves: list[Slave], registers: range) -> None:
    await bus.wake(slaves)
    for slave in slaves:
        for register in registers:
            try:
                slave.registers[register] = await bus.read_register(slave, register)
            except RtuError:
                slave.failures += 1
                log.exception("giving up on slave %d", slave.address)
                break
