"""Batch jobs: every loop gets its own async objects."""
import asyncio
import logging
import threading
import weakref
from contextvars import ContextVar

import httpx

log = logging.getLogger("batch")

counter_lock = threading.Lock()
trace_id: ContextVar[str] = ContextVar("trace_id", default="-")
_gates: "weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore]" = (
    weakref.WeakKeyDictionary()
)
jobs_run = 0


def gate() -> asyncio.Semaphore:
    loop = asyncio.get_running_loop()
    if loop not in _gates:
        _gates[loop] = asyncio.Semaphore(3)
    return _gates[loop]


def count() -> None:
    global jobs_run
    with counter_lock:
        jobs_run += 1


class Limits:
    """Settings, not primitives."""

    pool = 10
    timeout = httpx.Timeout(5.0)


class Job:
    client_factory = httpx.AsyncClient

    def __init__(self, name: str) -> None:
        self.name = name
        self.done = asyncio.Event()

    async def step(self, number: int) -> int:
        async with gate():
            await asyncio.sleep(0.01)
        return number * 2

    async def run(self) -> list[int]:
        trace_id.set(self.name)
        async with self.client_factory(timeout=Limits.timeout) as client:
            log.debug("%s uses %s", trace_id.get(), client)
            results = await asyncio.gather(*(self.step(n) for n in range(3)))
        self.done.set()
        count()
        return list(results)


async def one(name: str) -> list[int]:
    return await Job(name).run()


async def two(name: str) -> list[int]:
    queue: asyncio.Queue[int] = asyncio.Queue()
    job = Job(name)
    for value in await job.run():
        await queue.put(value)
    await job.done.wait()
    return [queue.get_nowait() for _ in range(queue.qsize())]


def main() -> None:
    print(asyncio.run(one("first")))
    print(asyncio.run(two("second")))
    with asyncio.Runner() as runner:
        for name in ("third", "fourth"):
            print(runner.run(one(name)))
    print(jobs_run)


if __name__ == "__main__":
    main()
