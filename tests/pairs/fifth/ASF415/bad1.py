"""A deadline in 1970, or at the start of the clock."""
import asyncio

import trio


async def main() -> None:
    with trio.move_on_at(10):  # expect: ASF415
        await trio.sleep(1)


async def other() -> None:
    async with asyncio.timeout_at(30):  # expect: ASF415
        await asyncio.sleep(1)
