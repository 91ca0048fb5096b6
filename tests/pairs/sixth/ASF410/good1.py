import asyncio
import contextlib


class Heartbeat:
    def __init__(self, period: float) -> None:
        self.period = period
        self.beats = 0
        self.task: asyncio.Task[None] | None = None
        self.timer: asyncio.TimerHandle | None = None

    async def beat(self) -> None:
        while True:
            await asyncio.sleep(self.period)
            self.beats += 1

    async def start(self) -> None:
        loop = asyncio.get_running_loop()
        self.timer = loop.call_later(60, print, "still alive")
        self.task = asyncio.create_task(self.beat())
        await asyncio.sleep(0)

    async def stop(self) -> None:
        if self.timer is not None:
            self.timer.cancel()
        if self.task is not None:
            self.task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self.task


async def race(first, second) -> object:
    tasks = {asyncio.ensure_future(first), asyncio.ensure_future(second)}
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for loser in pending:
        loser.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    return done.pop().result()


async def cancel_and_wait(task: asyncio.Task[None]) -> bool:
    task.cancel()
    await asyncio.wait([task])
    return task.cancelled()


async def scoped() -> None:
    async with asyncio.TaskGroup() as group:
        ticker = group.create_task(Heartbeat(0.1).beat())
        await asyncio.sleep(1)
        ticker.cancel()


async def main() -> None:
    heart = Heartbeat(0.5)
    await heart.start()
    await heart.stop()
    print(await race(asyncio.sleep(1, "a"), asyncio.sleep(2, "b")))


asyncio.run(main())
