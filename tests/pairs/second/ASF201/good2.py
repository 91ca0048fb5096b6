import asyncio
from contextlib import contextmanager
from typing import Iterator


class Freezable:
    def __init__(self) -> None:
        self.frozen = 0

    @contextmanager
    def hold(self) -> Iterator[None]:
        self.frozen += 1
        try:
            yield
        finally:
            self.frozen -= 1


class Simulation:
    def __init__(self, clock, block, bus) -> None:
        self._clock = clock
        self._block = block
        self._bus = bus
        self._pause = Freezable()
        self._lock = asyncio.Lock()

    async def step(self) -> None:
        with self._clock:
            await self._bus.tick()
        with self._block as body:
            await self._bus.send(body)

    async def snapshot(self) -> bytes:
        async with self._lock:
            with self._pause.hold():
                return await self._bus.dump()
