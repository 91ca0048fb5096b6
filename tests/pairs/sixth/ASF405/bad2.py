from __future__ import annotations

import asyncio
from asyncio import sleep as pause

import anyio


class Elevator:
    def __init__(self) -> None:
        self._floor = 0
        self._target = 0

    @property
    def arrived(self) -> bool:
        return self._floor == self._target

    async def run(self) -> None:
        while True:
            await anyio.sleep(1)
            if self._floor < self._target:
                self._floor += 1
            elif self._floor > self._target:
                self._floor -= 1

    async def go(self, floor: int) -> None:
        self._target = floor
        while not self.arrived:  # expect: ASF405
            await anyio.sleep(0.05)


async def download(size: int) -> int:
    await pause(size / 1000)
    return size


async def with_spinner(size: int) -> int:
    task = asyncio.create_task(download(size))
    while not task.done():  # expect: ASF405
        await pause(0.2)
    return task.result()


async def idle(lock: asyncio.Lock) -> None:
    while lock.locked():  # expect: ASF405
        await pause(0.01)
