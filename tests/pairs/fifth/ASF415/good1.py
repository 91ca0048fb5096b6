"""From now on, or never."""
import asyncio
import math

import trio


async def main() -> None:
    with trio.move_on_at(trio.current_time() + 10):
        await trio.sleep(1)
    with trio.move_on_at(math.inf):
        await trio.sleep(1)


async def other() -> None:
    async with asyncio.timeout_at(asyncio.get_running_loop().time() + 30):
        await asyncio.sleep(1)
