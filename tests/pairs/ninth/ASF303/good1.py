"""Websocket fan-out with tracked background work."""
import asyncio
import logging
from typing import Any, Coroutine

import anyio

log = logging.getLogger("fanout")


class Background:
    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    def _reap(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception():
            log.error("background task failed", exc_info=task.exception())

    def spawn(self, coro: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        task = asyncio.create_task(coro)
        self._tasks.add(task)
        task.add_done_callback(self._reap)
        return task

    async def drain(self) -> None:
        while self._tasks:
            done, _ = await asyncio.wait(set(self._tasks))
            log.debug("%d background tasks done", len(done))


class Scheduler:
    """Looks like a loop, is not one."""

    def __init__(self) -> None:
        self.rows: list[str] = []

    def create_task(self, title: str) -> int:
        self.rows.append(title)
        return len(self.rows)


class Fanout:
    def __init__(self) -> None:
        self.bg = Background()
        self.todo = Scheduler()

    async def push(self, peer: str) -> None:
        await asyncio.sleep(0.01)
        log.debug("pushed to %s", peer)

    def notify(self, peers: list[str]) -> None:
        for peer in peers:
            self.bg.spawn(self.push(peer))
        self.todo.create_task("audit the notification")

    async def notify_now(self, peers: list[str]) -> None:
        async with asyncio.TaskGroup() as tg:
            for peer in peers:
                tg.create_task(self.push(peer))

    async def notify_any(self, peers: list[str]) -> None:
        async with anyio.create_task_group() as group:
            [group.start_soon(self.push, peer) for peer in peers]

    async def notify_slowly(self, peer: str) -> None:
        task = asyncio.ensure_future(self.push(peer))
        log.info("waiting for %s", peer)
        await task

    async def first(self, peers: list[str]) -> None:
        await asyncio.gather(*[asyncio.create_task(self.push(p)) for p in peers])


async def main() -> None:
    fan = Fanout()
    fan.notify(["a", "b"])
    await fan.notify_now(["c"])
    await fan.notify_slowly("d")
    await fan.bg.drain()


if __name__ == "__main__":
    asyncio.run(main())
