from __future__ import annotations

import asyncio
from collections.abc import Callable


class Carousel:
    def __init__(self, loop: asyncio.AbstractEventLoop, show: Callable[[str], None]) -> None:
        self.loop = loop
        self.show = show
        self.hooks: list[Callable[[], None]] = []

    def schedule(self, slides: list[str]) -> None:
        for position, slide in enumerate(slides):
            self.loop.call_later(position, lambda: self.show(slide))  # expect: ASF310

    def collect(self, slides: dict[str, float]) -> None:
        for title, seconds in slides.items():
            text = f"{title} ({seconds}s)"
            self.hooks.append(lambda: self.show(text))  # expect: ASF310

    def run_hooks(self) -> None:
        for hook in self.hooks:
            hook()


async def probe(hosts: list[str], ping) -> list[bool]:
    tasks = []
    for host in hosts:
        async def once() -> bool:
            await asyncio.sleep(0.1)
            return await ping(host)  # expect: ASF310

        tasks.append(asyncio.create_task(once()))
    return await asyncio.gather(*tasks)
