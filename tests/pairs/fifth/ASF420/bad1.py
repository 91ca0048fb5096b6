"""Ways through without a checkpoint."""
import trio


async def maybe(ready: bool) -> None:
    if ready:
        return  # expect: ASF420
    await trio.sleep(1)
