"""One fails, the others run on."""
import asyncio


async def both(left, right) -> None:
    await asyncio.gather(left(), right())  # expect: ASF411
