"""Metrics agent with a sampler, an uploader and a watchdog."""
import asyncio
import logging
import os
import threading
import time
from dataclasses import dataclass, field

log = logging.getLogger("metrics")


def _watch() -> None:
    while True:
        time.sleep(60)
        log.debug("pid %d alive", os.getpid())


class Sampler:
    def __init__(self, period: float) -> None:
        self.period = period
        self.stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()  # expect: ASF318
        self.labels = {"host": os.uname().nodename}

    def _run(self) -> None:
        while not self.stopped.wait(self.period):
            log.info("load %s", os.getloadavg()[0])

    def stop(self) -> None:
        self.stopped.set()
        self._thread.join(self.period)


class Uploader:
    def __init__(self, url: str, loop: asyncio.AbstractEventLoop) -> None:
        self.url = url
        self.wake = asyncio.Event()
        spawn = loop.create_task
        self._task = spawn(self._drain())  # expect: ASF318
        self.backoff, self.failures = 1.0, 0

    async def _drain(self) -> None:
        while True:
            await self.wake.wait()
            self.wake.clear()
            log.info("uploading to %s", self.url)

    async def stop(self) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)


@dataclass
class Prober:
    hosts: list[str]
    failed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.hosts = sorted(self.hosts)
        worker = threading.Thread(target=self.probe, daemon=True)
        worker.start()  # expect: ASF318
        self.started_at = time.monotonic()

    def probe(self) -> None:
        for host in self.hosts:
            log.debug("probing %s", host)


if os.environ.get("METRICS_WATCHDOG", "1") != "0":
    watchdog = threading.Thread(target=_watch, name="watchdog", daemon=True)
    watchdog.start()  # expect: ASF318


async def main() -> None:
    sampler = Sampler(5.0)
    uploader = Uploader("http://metrics.local", asyncio.get_running_loop())
    uploader.wake.set()
    await asyncio.sleep(1)
    await uploader.stop()
    await asyncio.to_thread(sampler.stop)


if __name__ == "__main__":
    asyncio.run(main())
