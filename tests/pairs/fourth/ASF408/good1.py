"""Races that cancel, await or re-wait for the losers."""
import asyncio


class Bridge:
    def __init__(self, left: asyncio.Queue, right: asyncio.Queue) -> None:
        self.left = left
        self.right = right

    async def next_message(self) -> str:
        tasks = {asyncio.create_task(q.get()) for q in (self.left, self.right)}
        done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
        return done.pop().result()

    async def run_all(self, jobs: list) -> list[int]:
        pending = {asyncio.create_task(job()) for job in jobs}
        results = []
        while pending:
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            results.extend(task.result() for task in done)
        return results

    async def by_name(self, stop: asyncio.Event) -> str | None:
        getter = asyncio.create_task(self.left.get())
        stopper = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({getter, stopper}, return_when=asyncio.FIRST_COMPLETED)
            return getter.result() if getter.done() else None
        finally:
            getter.cancel()
            stopper.cancel()

    async def patient(self, seconds: float) -> str:
        task = asyncio.create_task(self.right.get())
        done, pending = await asyncio.wait({task}, timeout=seconds)
        if pending:
            print("still waiting")
        return await task


async def main() -> None:
    bridge = Bridge(asyncio.Queue(), asyncio.Queue())
    bridge.left.put_nowait("hello")
    print(await bridge.next_message())
