"""Telemetry agent: samples the host and reports on demand."""
from __future__ import annotations

import asyncio
import collections
import logging
import threading
import time
from typing import Any

log = logging.getLogger("agent")

BOOT_TIME = time.monotonic()
_marks: collections.deque[float] = collections.deque(maxlen=100)


def _mark_forever(period: float) -> None:
    while True:
        time.sleep(period)
        _marks.append(time.monotonic() - BOOT_TIME)


threading.Thread(target=_mark_forever, args=(10.0,), daemon=True, name="marks").start()  # expect: ASF318


class Sampler(threading.Thread):
    def __init__(self, period: float) -> None:
        super().__init__(daemon=True)
        self.period = period
        self.samples: collections.deque[float] = collections.deque(maxlen=1000)
        self._halt = threading.Event()
        self.start()  # expect: ASF318
        self.label = f"sampler-{period}"

    def run(self) -> None:
        while not self._halt.wait(self.period):
            self.samples.append(time.process_time())

    def halt(self) -> None:
        self._halt.set()


class Uplink:
    def __init__(self, url: str, **options: Any) -> None:
        self.url = url
        self.queue: asyncio.Queue[float] = asyncio.Queue(maxsize=options.get("size", 50))
        self._task = asyncio.get_running_loop().create_task(self._pump())  # expect: ASF318
        self.batch = int(options.get("batch", 10))
        self.sent = 0

    async def _pump(self) -> None:
        while True:
            value = await self.queue.get()
            await asyncio.sleep(0.01)
            log.debug("%s <- %.3f", self.url, value)

    async def close(self) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)


class Agent:
    def __init__(self, period: float) -> None:
        self.period = period
        self.history: list[float] = []
        self.job = spawn(self._collect(5)) if period > 0 else None  # expect: ASF318
        self.name = f"agent every {period}"

    async def _collect(self, count: int) -> None:
        for _ in range(count):
            await asyncio.sleep(self.period)
            self.history.append(time.monotonic() - BOOT_TIME)

    async def finish(self) -> int:
        if self.job is not None:
            await self.job
        return len(self.history)


spawn = asyncio.create_task


async def main() -> None:
    sampler = Sampler(0.5)
    uplink = Uplink("https://telemetry.invalid", batch=5)
    agent = Agent(0.1)
    await uplink.queue.put(1.0)
    log.info("%s %s: %d, %d marks", sampler.label, agent.name, await agent.finish(), len(_marks))
    sampler.halt()
    await uplink.close()


if __name__ == "__main__":
    asyncio.run(main())
