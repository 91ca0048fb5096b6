"""Streaming reader for lab instruments."""
import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator

import anyio
import pytest
import trio

log = logging.getLogger("lab")


class Probe:
    def __init__(self, channel: int) -> None:
        self.channel = channel

    async def read(self) -> float:
        await anyio.sleep(0.01)
        return self.channel / 3


async def readings(probe: Probe, limit: float) -> AsyncIterator[float]:
    while True:
        with anyio.move_on_after(limit) as scope:
            value = await probe.read()
        if scope.cancelled_caught:
            return
        yield value


async def strict(probe: Probe, limit: float) -> AsyncIterator[float]:
    while True:
        async with asyncio.timeout(limit):
            value = await probe.read()
        yield value


@contextlib.asynccontextmanager
async def supervised(probe: Probe) -> AsyncIterator[Probe]:
    async with anyio.create_task_group() as group:
        group.start_soon(probe.read)
        yield probe


@pytest.fixture
async def nursery() -> AsyncIterator[trio.Nursery]:
    async with trio.open_nursery() as opened:
        yield opened


@trio.as_safe_channel
async def ticks(period: float) -> AsyncIterator[int]:
    async with trio.open_nursery() as opened:
        opened.start_soon(trio.sleep, period)
        for n in range(3):
            await trio.sleep(period)
            yield n


async def batches(probes: list[Probe]) -> AsyncIterator[list[float]]:
    for _ in range(3):
        out: list[float] = []

        async def keep(probe: Probe, into: list[float]) -> None:
            into.append(await probe.read())

        async with anyio.create_task_group() as group:
            for probe in probes:
                group.start_soon(keep, probe, out)
        yield out


async def names(probes: list[Probe]) -> list[str]:
    with anyio.fail_after(3):
        def label():
            for probe in probes:
                yield f"ch{probe.channel}"

        await anyio.sleep(0)
        return list(label())


async def main() -> None:
    async with supervised(Probe(1)) as probe:
        async for value in readings(probe, 1.0):
            log.info("%s", value)
            if value > 0:
                break
    async for batch in batches([Probe(2), Probe(3)]):
        print(batch, await names([Probe(4)]))


if __name__ == "__main__":
    anyio.run(main)
