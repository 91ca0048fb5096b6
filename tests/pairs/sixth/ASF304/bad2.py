from __future__ import annotations

import asyncio
import threading
from asyncio import run_coroutine_threadsafe as submit_to


class Bridge:
    def __init__(self, loop: asyncio.AbstractEventLoop, send) -> None:
        self.loop = loop
        self.send = send

    def on_message(self, text: str) -> None:
        submit_to(self.send(text), self.loop)  # expect: ASF304

    def listen(self, source) -> None:
        for text in source:
            self.on_message(text)


class Sampler:
    def __init__(self, read) -> None:
        self.read = read
        self.values: list[float] = []
        self._job: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._job = asyncio.create_task(self._run())  # expect: ASF304

    async def _run(self) -> None:
        while True:
            self.values.append(await self.read())
            await asyncio.sleep(1)


async def settle(jobs) -> None:
    tasks = {asyncio.create_task(job()) for job in jobs}
    await asyncio.wait(tasks)  # expect: ASF304


def start(bridge: Bridge, source) -> threading.Thread:
    thread = threading.Thread(target=bridge.listen, args=(source,), daemon=True)
    thread.start()
    return thread
