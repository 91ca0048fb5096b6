"""One library in each, or asked which one runs."""
import asyncio

import sniffio
import trio


async def on_trio() -> None:
    await trio.sleep(1)


async def on_asyncio() -> None:
    await asyncio.sleep(1)


async def either() -> None:
    if sniffio.current_async_library() == "trio":
        await trio.sleep(1)
    else:
        await asyncio.sleep(1)
