"""Cancelled, but is it over?"""
import asyncio


class Service:
    def __init__(self) -> None:
        self.task: asyncio.Task | None = None

    async def stop(self) -> None:
        if self.task is not None:
            self.task.cancel()  # expect: ASF410


async def run(work) -> None:
    task = asyncio.create_task(work())
    await asyncio.sleep(1)
    task.cancel()  # expect: ASF410
