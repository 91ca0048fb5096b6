"""Access to a shared label printer of a warehouse."""
from __future__ import annotations

import asyncio
import logging
import threading
from dataclasses import dataclass, field
from typing import Protocol

import trio

logger = logging.getLogger("labels")


class Device(Protocol):
    def write(self, data: bytes) -> int: ...

    def cut(self) -> None: ...


@dataclass
class Label:
    sku: str
    lines: list[str] = field(default_factory=list)

    def render(self) -> bytes:
        if not self.lines:
            raise ValueError(f"label {self.sku} is empty")
        return "\n".join(self.lines).encode("cp437")


class Printer:
    def __init__(self, device: Device) -> None:
        self._device = device
        self._lock = threading.Lock()
        self.printed = 0

    def print(self, label: Label) -> int:
        self._lock.acquire()  # expect: ASF202
        written = self._device.write(label.render())
        self._device.cut()
        self.printed += 1
        self._lock.release()
        return written

    def print_many(self, labels: list[Label]) -> int:
        total = 0
        for label in labels:
            try:
                data = label.render()
                self._lock.acquire()  # expect: ASF202
                total += self._device.write(data)
                self.printed += 1
            except ValueError as exc:
                logger.warning("%s", exc)
                continue
            finally:
                self._lock.release()
        return total

    def status(self) -> str:
        with self._lock:
            return f"{self.printed} labels"


class Spooler:
    def __init__(self, printer: Printer, slots: int) -> None:
        self.printer = printer
        self.slots = asyncio.Semaphore(slots)
        self.log: list[str] = []

    async def announce(self, sku: str) -> None:
        self.log.append(sku)
        await asyncio.sleep(0.01)

    async def submit(self, label: Label) -> int:
        slots = self.slots
        await slots.acquire()  # expect: ASF202
        await self.announce(label.sku)
        try:
            return await asyncio.to_thread(self.printer.print, label)
        finally:
            slots.release()


async def calibrate(bus: trio.Lock, levels: list[int]) -> int:
    best = 0
    for level in levels:
        await bus.acquire()  # expect: ASF202
        if level < 0:
            raise ValueError(f"bad level {level}")
        await trio.sleep(0.05)
        bus.release()
        best = max(best, level)
    return best


async def main(device: Device) -> None:
    spooler = Spooler(Printer(device), slots=2)
    labels = [Label(f"sku-{n}", [f"Box {n}"]) for n in range(4)]
    results = await asyncio.gather(*(spooler.submit(label) for label in labels))
    logger.info("%d bytes, %s", sum(results), spooler.printer.status())
