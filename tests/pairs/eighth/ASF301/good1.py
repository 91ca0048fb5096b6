"""Command line front end of a thermostat bridge."""
from __future__ import annotations

import argparse
import asyncio
import functools
import logging
from typing import Any, Awaitable, Callable, Coroutine

log = logging.getLogger("thermo")


def syncify(fn: Callable[..., Coroutine[Any, Any, int]]) -> Callable[..., int]:
    @functools.wraps(fn)
    def runner(*args: Any, **kwargs: Any) -> int:
        return asyncio.run(fn(*args, **kwargs))

    return runner


class Outbox:
    """Buffers frames; the name of its methods mirrors StreamWriter."""

    def __init__(self) -> None:
        self.frames: list[bytes] = []

    def write(self, frame: bytes) -> None:
        self.frames.append(frame)

    def drain(self) -> list[bytes]:
        frames, self.frames = self.frames, []
        return frames

    def sleep(self, seconds: float) -> None:
        self.frames.append(b"Z%d" % int(seconds * 10))


class Background:
    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def fire(self, coro: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(coro)
        self._tasks.add(task)
        task.add_done_callback(self._finished)
        return task

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception():
            log.error("background job failed", exc_info=task.exception())

    async def settle(self) -> None:
        while self._tasks:
            await asyncio.wait(set(self._tasks))


class Bridge:
    def __init__(self, outbox: Outbox) -> None:
        self.outbox = outbox
        self.background = Background()
        self.updates: asyncio.Queue[float] = asyncio.Queue(maxsize=16)

    async def announce(self, celsius: float) -> None:
        await self.updates.put(celsius)

    def announce_later(self, celsius: float) -> Awaitable[None]:
        return self.announce(celsius)

    async def set_target(self, celsius: float, *, loud: bool) -> None:
        self.outbox.write(b"T%d" % int(celsius * 10))
        self.outbox.sleep(0.5)
        self.outbox.drain()
        loud and await self.announce(celsius)
        self.background.fire(self.announce(celsius))
        pending = self.announce_later(celsius + 0.5)
        await asyncio.wait_for(pending, timeout=2)

    async def probe(self, dry_run: bool) -> None:
        job = self.announce(0.0)
        if dry_run:
            job.close()
            return
        await job


@syncify
async def main(target: float) -> int:
    bridge = Bridge(Outbox())
    await bridge.set_target(target, loud=target > 25)
    await bridge.probe(dry_run=True)
    await bridge.background.settle()
    log.info("%d updates queued", bridge.updates.qsize())
    return 0


def cli() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("target", type=float)
    options = parser.parse_args()
    main(options.target)


if __name__ == "__main__":
    cli()
