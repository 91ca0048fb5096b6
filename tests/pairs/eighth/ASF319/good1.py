"""Report generator that enters the event loop more than once."""
from __future__ import annotations

import asyncio
import contextvars
import logging
import threading
import weakref
from dataclasses import dataclass, field

import httpx

log = logging.getLogger("report")

print_lock = threading.Lock()
tenant: contextvars.ContextVar[str] = contextvars.ContextVar("tenant", default="acme")
timeout = httpx.Timeout(5.0, connect=2.0)
_gates: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = weakref.WeakKeyDictionary()
export_done = asyncio.Event()


def gate() -> asyncio.Semaphore:
    loop = asyncio.get_running_loop()
    return _gates.setdefault(loop, asyncio.Semaphore(4))


@dataclass
class Run:
    name: str
    finished: asyncio.Event = field(default_factory=asyncio.Event)
    lines: list[str] = field(default_factory=list)


class Source:
    base = "https://reports.invalid"
    limits = httpx.Limits(max_connections=4)

    async def fetch(self, name: str) -> str:
        async with httpx.AsyncClient(base_url=self.base, limits=self.limits, timeout=timeout) as client:
            async with gate():
                response = await client.get(f"/{tenant.get()}/{name}")
        return response.text


def emit(text: str) -> None:
    with print_lock:
        print(text)


async def collect(names: list[str]) -> int:
    run, source = Run("collect"), Source()
    queue: asyncio.Queue[str] = asyncio.Queue(maxsize=10)

    async def produce() -> None:
        for name in names:
            await queue.put(await source.fetch(name))
        run.finished.set()

    async with asyncio.TaskGroup() as group:
        group.create_task(produce())
        for _ in names:
            run.lines.append(await queue.get())
    await run.finished.wait()
    return len(run.lines)


async def summary(names: list[str]) -> str:
    sizes = [len(await Source().fetch(name)) for name in names]
    return f"{sum(sizes)} characters"


async def export(path: str) -> None:
    asyncio.get_running_loop().call_later(1.0, export_done.set)
    await export_done.wait()
    log.info("exported to %s", path)


def main() -> None:
    logging.basicConfig(level=logging.INFO)
    emit(f"{asyncio.run(collect(['a', 'b']))} lines")
    emit(asyncio.run(summary(["a"])))
    with asyncio.Runner() as runner:
        runner.run(export("report.csv"))


if __name__ == "__main__":
    main()
