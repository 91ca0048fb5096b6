import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Callable


class Thumbnailer:
    def __init__(self, encode: Callable[[bytes, int], bytes]) -> None:
        self._encode = encode

    async def sizes(self, image: bytes, widths: list[int]) -> dict[int, bytes]:
        with ThreadPoolExecutor(max_workers=4, thread_name_prefix="thumb") as pool:  # expect: ASF108
            futs = [pool.submit(self._encode, image, width) for width in widths]
            done = await asyncio.gather(*(asyncio.wrap_future(f) for f in futs))
        return dict(zip(widths, done))
