"""Sleep that means something else."""
import math

import anyio
import trio


async def main() -> None:
    await trio.sleep(0)  # expect: ASF421
    await anyio.sleep(math.inf)  # expect: ASF421
    await trio.sleep(100_000)  # expect: ASF421
