"""Poller for a heat pump with retries and rate limiting."""
import asyncio
import logging
import random
import threading
import time

log = logging.getLogger("heatpump")


class Poller:
    def __init__(self, device, interval: float = 30.0) -> None:
        self.device = device
        self.interval = interval
        self.ready = threading.Event()
        self.started = asyncio.Event()
        self.values: dict[str, float] = {}

    def loop(self) -> None:
        self.ready.set()
        for name in ("flow", "return"):
            self.values[name] = self.device.read(name)
            time.sleep(self.interval)

    def start(self) -> threading.Thread:
        thread = threading.Thread(target=self.loop, daemon=True)
        thread.start()
        self.ready.wait(timeout=5)
        return thread

    def reset(self) -> None:
        self.device.power_off()
        time.sleep(2)
        self.device.power_on()

    async def retry(self, call, attempts: int = 5):
        for attempt in range(attempts):
            try:
                return await call()
            except ConnectionError as exc:
                delay = 2**attempt + random.random()
                log.warning("retry in %.1fs: %s", delay, exc)
                await asyncio.sleep(delay)
        raise ConnectionError("device gone")

    async def serve(self) -> None:
        self.started.set()
        async for sample in self.device.stream():
            self.values["live"] = sample

    async def run(self) -> None:
        async with asyncio.TaskGroup() as tg:
            task = tg.create_task(self.serve())
            await self.started.wait()
            log.info("%d values after start", len(self.values))
            async with asyncio.timeout(60):
                await task

    async def throttle(self, calls: list) -> list:
        results = []
        for call in calls:
            results.append(await self.retry(call))
            await asyncio.sleep(0.25)
        return results
