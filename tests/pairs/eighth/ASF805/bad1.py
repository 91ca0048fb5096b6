"""Polling drivers for factory sensors."""
from __future__ import annotations

import asyncio
import logging
import threading

import trio

log = logging.getLogger("sensors")


class Driver:
    """Base of all drivers."""

    samples: list[float] = []

    def __init__(self, port: str) -> None:
        self.port = port

    def record(self, value: float) -> None:
        self.samples.append(value)  # expect: ASF805


class Thermometer(Driver):
    def poll(self, read) -> None:
        for _ in range(10):
            self.record(read(self.port))


def poll_all(ports: list[str], read) -> None:
    threads = [threading.Thread(target=Thermometer(port).poll, args=(read,)) for port in ports]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Gauge:
    alarms: dict[str, int] = {}
    history: list[str] = []

    def __init__(self, name: str) -> None:
        self.name = name

    async def watch(self, readings) -> None:
        async for value in readings:
            if value > 100:
                self.alarms[self.name] = value  # expect: ASF805
            self.history += [f"{self.name}={value}"]  # expect: ASF805


async def watch_all(sources: dict) -> None:
    await asyncio.gather(*(Gauge(name).watch(source) for name, source in sources.items()))


class Valve:
    moves = set()

    def __init__(self, number: int) -> None:
        self.number = number

    async def move(self, angle: int) -> None:
        moves = self.moves
        await trio.sleep(0.1)
        moves.add((self.number, angle))  # expect: ASF805


async def move_all(angle: int) -> None:
    async with trio.open_nursery() as nursery:
        for number in range(4):
            nursery.start_soon(Valve(number).move, angle)
