"""Debounced saver of an editor."""
import asyncio
import contextlib
import logging

import anyio

log = logging.getLogger("saver")


class Order:
    def __init__(self) -> None:
        self.state = "new"

    def cancel(self) -> None:
        self.state = "cancelled"


class Saver:
    def __init__(self) -> None:
        self.text = ""
        self._timer: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None
        self._helpers: list[asyncio.Task[None]] = []

    async def _autosave(self) -> None:
        while True:
            await asyncio.sleep(1)
            log.debug("%d characters", len(self.text))

    async def edit(self, text: str) -> None:
        self.text = text
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(1, log.debug, "quiet")
        await asyncio.sleep(0)

    async def start(self) -> None:
        self._task = asyncio.create_task(self._autosave())
        self._helpers = [asyncio.create_task(self._autosave()) for _ in range(2)]
        await asyncio.sleep(0)

    async def stop(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        helpers, self._helpers = self._helpers, []
        for helper in helpers:
            helper.cancel()
        await asyncio.gather(*helpers, return_exceptions=True)

    async def briefly(self) -> None:
        task = asyncio.create_task(self._autosave())
        await asyncio.sleep(0.1)
        task.cancel()
        await self._finish(task)

    async def _finish(self, task: "asyncio.Task[None]") -> None:
        done, _ = await asyncio.wait({task})
        log.debug("finished: %s", [t.cancelled() for t in done])

    async def grouped(self) -> None:
        async with anyio.create_task_group() as group:
            group.start_soon(self._autosave)
            await anyio.sleep(0.1)
            group.cancel_scope.cancel()

    async def in_group(self) -> None:
        async with asyncio.TaskGroup() as group:
            ticking = group.create_task(self._autosave())
            await asyncio.sleep(0.1)
            ticking.cancel()

    async def reply(self, order: Order) -> None:
        order.cancel()
        future = asyncio.get_running_loop().create_future()
        future.cancel()
        await asyncio.sleep(0)


async def main() -> None:
    saver = Saver()
    await saver.start()
    await saver.edit("hello")
    await saver.briefly()
    await saver.grouped()
    await saver.in_group()
    await saver.reply(Order())
    await saver.stop()


if __name__ == "__main__":
    asyncio.run(main())
