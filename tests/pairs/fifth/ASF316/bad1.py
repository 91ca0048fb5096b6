"""Two libraries in one coroutine."""
import asyncio

import trio


async def main() -> None:
    async with trio.open_nursery() as nursery:
        nursery.start_soon(trio.sleep, 1)
        await asyncio.sleep(1)  # expect: ASF316
