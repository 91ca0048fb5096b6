import asyncio as aio
from asyncio import get_event_loop


class Debouncer:
    def __init__(self, delay: float, action) -> None:
        self.delay = delay
        self.action = action
        self.handle: aio.TimerHandle | None = None

    async def __aenter__(self) -> "Debouncer":
        self.loop = get_event_loop()  # expect: ASF327
        return self

    async def __aexit__(self, *exc_info) -> None:
        if self.handle is not None:
            self.handle.cancel()

    def poke(self) -> None:
        if self.handle is not None:
            self.handle.cancel()
        self.handle = self.loop.call_later(self.delay, self.action)


async def ticks(count: int):
    current = aio.get_event_loop
    for _ in range(count):
        await aio.sleep(0.1)
        yield current().time()  # expect: ASF327


async def main() -> None:
    async with Debouncer(0.5, print) as debouncer:
        async for _ in ticks(3):
            debouncer.poke()


if __name__ == "__main__":
    aio.run(main())
