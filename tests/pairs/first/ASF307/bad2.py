import asyncio
from functools import partial


async def convert(data: bytes, quality: int = 80) -> bytes:
    await asyncio.sleep(0)
    return data[:quality]


async def handle(data: bytes) -> None:
    await asyncio.to_thread(convert, data)  # expect: ASF307


async def handle_low(data: bytes) -> None:
    loop = asyncio.get_running_loop()
    job = partial(convert, data, quality=10)
    await loop.run_in_executor(None, job)  # expect: ASF307
