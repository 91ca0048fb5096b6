"""Said plainly."""
import asyncio

import anyio
import trio


async def main() -> None:
    await trio.lowlevel.checkpoint()
    await trio.sleep(1)
    await anyio.sleep_forever()


async def other() -> None:
    await asyncio.sleep(0)
