"""Bridge between an async scheduler and plug-ins written for their own loop."""
from __future__ import annotations

import asyncio
import logging
import threading
from typing import Any, Coroutine

import anyio.to_thread
import trio

log = logging.getLogger(__name__)


class Engine:
    """A rule engine; its run() has nothing to do with event loops."""

    def __init__(self) -> None:
        self.steps = 0

    def run(self, steps: int) -> int:
        self.steps += steps
        return self.steps


async def legacy_job(name: str) -> str:
    await asyncio.sleep(0.01)
    return name.upper()


def run_legacy(name: str) -> str:
    return asyncio.run(legacy_job(name))


def run_pair(left: str, right: str) -> list[str]:
    with asyncio.Runner() as runner:
        return [runner.run(legacy_job(left)), runner.run(legacy_job(right))]


async def trio_plugin(ticks: int) -> int:
    for _ in range(ticks):
        await trio.sleep(0.01)
    return ticks


def start(coro: Coroutine[Any, Any, str]) -> str | asyncio.Task[str]:
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(coro)
    return loop.create_task(coro)


async def schedule(names: list[str]) -> list[str]:
    engine = Engine()
    engine.run(3)
    out = [await asyncio.to_thread(run_legacy, name) for name in names]
    out += await anyio.to_thread.run_sync(run_pair, "left", "right")
    loop = asyncio.get_running_loop()
    ticks = await loop.run_in_executor(None, trio.run, trio_plugin, 3)
    log.info("plugin ticked %d times", ticks)

    finished = asyncio.Event()

    def isolated() -> None:
        private = asyncio.new_event_loop()
        try:
            private.run_until_complete(legacy_job("isolated"))
        finally:
            private.close()
            loop.call_soon_threadsafe(finished.set)

    thread = threading.Thread(target=isolated, name="isolated")
    thread.start()
    await finished.wait()

    started = start(legacy_job("inline"))
    if isinstance(started, asyncio.Task):
        out.append(await started)
    else:
        out.append(started)
    return out


def main() -> None:
    logging.basicConfig(level=logging.INFO)
    log.info("%s", asyncio.run(schedule(["a", "b"])))
    log.info("%s", start(legacy_job("outside")))


if __name__ == "__main__":
    main()
