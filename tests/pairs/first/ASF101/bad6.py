import asyncio
import sys

if sys.platform == "win32":
    import time
else:
    import time

_sleep = time.sleep


async def ticks(source: asyncio.Queue, mode: str):
    try:
        while True:
            item = await source.get()
            match mode:
                case "fast":
                    pass
                case "throttled":
                    _sleep(0.01)  # expect: ASF101
                case _:
                    await asyncio.sleep(0.01)
            yield item
    finally:
        time.sleep(0.1)  # expect: ASF101
