import asyncio
import contextlib


class Clock:
    def __init__(self) -> None:
        self.marks: list[str] = []

    @contextlib.contextmanager
    def block(self, name: str):
        self.marks.append(f"+{name}")
        try:
            yield self
        finally:
            self.marks.append(f"-{name}")


class Render:
    def __init__(self, tracer, stopwatch_clock) -> None:
        self.clock = Clock()
        self.tracer = tracer
        self.stopwatch_clock = stopwatch_clock

    async def page(self, blocks: list) -> None:
        with self.clock.block("page"):
            await asyncio.sleep(0)
        with self.stopwatch_clock:
            await asyncio.sleep(0)
        for textblock in blocks:
            with textblock:
                await asyncio.sleep(0)
        with self.tracer.blocking("flush"):
            await asyncio.sleep(0)
