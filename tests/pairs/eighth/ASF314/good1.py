"""Test helpers and generators for a message bus."""
from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from typing import AsyncGenerator, AsyncIterator

import anyio
import pytest
import trio

log = logging.getLogger("bus")


class Bus:
    def __init__(self) -> None:
        self.messages: list[str] = []

    async def receive(self) -> str:
        await asyncio.sleep(0.01)
        return f"message {len(self.messages)}"

    async def receive_many(self, count: int) -> AsyncIterator[str]:
        for _ in range(count):
            async with asyncio.timeout(1):
                message = await self.receive()
            self.messages.append(message)
            yield message

    async def fan_in(self, count: int) -> AsyncGenerator[str, None]:
        async with asyncio.TaskGroup() as group:
            jobs = [group.create_task(self.receive()) for _ in range(count)]
        for job in jobs:
            yield job.result()


async def pulse(period: float) -> None:
    for _ in range(100):
        await anyio.sleep(period)


@asynccontextmanager
async def running(period: float) -> AsyncIterator[anyio.abc.TaskGroup]:
    async with anyio.create_task_group() as tg:
        tg.start_soon(pulse, period)
        yield tg
        tg.cancel_scope.cancel()


@pytest.fixture
async def bus_with_pulse() -> AsyncIterator[Bus]:
    async with asyncio.TaskGroup() as group:
        pulsing = group.create_task(pulse(0.1))
        yield Bus()
        pulsing.cancel()


@trio.as_safe_channel
async def readings(count: int) -> AsyncIterator[float]:
    async with trio.open_nursery() as nursery:
        nursery.start_soon(trio.sleep, 0.1)
        for number in range(count):
            await trio.sleep(0.01)
            yield number / 2


async def batches(bus: Bus, size: int) -> list[list[str]]:
    out: list[list[str]] = []
    async with asyncio.timeout(5):

        async def numbers() -> AsyncIterator[int]:
            for number in range(size):
                await asyncio.sleep(0)
                yield number

        async for number in numbers():
            out.append([f"{number}: {await bus.receive()}"])
    return out


async def consume() -> None:
    async with readings(3) as stream:
        async for value in stream:
            log.info("%.1f", value)


async def test_receive(bus_with_pulse: Bus) -> None:
    assert await bus_with_pulse.receive() == "message 0"


async def main() -> None:
    bus = Bus()
    async with running(0.2):
        async for message in bus.receive_many(2):
            log.info(message)
        async for message in bus.fan_in(3):
            log.info(message)
    log.info("%s", await batches(bus, 2))


if __name__ == "__main__":
    asyncio.run(main())
    trio.run(consume)
