"""A checkpoint on every way."""
import trio


async def maybe(ready: bool) -> None:
    if ready:
        await trio.lowlevel.checkpoint()
        return
    await trio.sleep(1)


async def both(conn) -> None:
    try:
        await conn.send()
    finally:
        await trio.sleep(0)
