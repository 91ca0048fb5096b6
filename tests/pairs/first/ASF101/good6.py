import time

import anyio.to_thread
import trio


async def settle_trio(seconds: float) -> float:
    started = trio.current_time()
    await trio.to_thread.run_sync(lambda: time.sleep(seconds))
    return trio.current_time() - started


async def settle_any(seconds: float, abandon: bool = False) -> None:
    await anyio.to_thread.run_sync(
        lambda: time.sleep(seconds),
        abandon_on_cancel=abandon,
    )


class Device:
    def __init__(self) -> None:
        self.nap = lambda: time.sleep(0.1)

    async def reset(self) -> None:
        await anyio.to_thread.run_sync(self.nap)
