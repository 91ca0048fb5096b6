import asyncio
import time as clock
from functools import partial

SETTLE = partial(clock.sleep, 0.25)


class Relay:
    def __init__(self, pin: int) -> None:
        self.pin = pin
        self.state = False
        self.changed = asyncio.Event()

    async def pulse(self) -> None:
        self.state = True
        SETTLE()  # expect: ASF101
        self.state = False
        self.changed.set()

    async def hold(self, seconds: float) -> None:
        self.state = True
        await asyncio.sleep(seconds) if seconds > 0 else clock.sleep(0)  # expect: ASF101
        self.state = False
