import asyncio
import functools
import operator
from concurrent.futures import ThreadPoolExecutor


def crop(box: tuple[int, int], image: bytes) -> bytes:
    return image[box[0] : box[1]]


class Images:
    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self._pool = pool

    def _cropper(self, left: int, right: int):
        return functools.partial(crop, (left, right))

    async def thumb(self, image: bytes) -> bytes:
        loop = asyncio.get_running_loop()
        small = await loop.run_in_executor(self._pool, self._cropper(0, 64), image)
        return await loop.run_in_executor(self._pool, functools.partial(crop, (0, 16), small))

    async def names(self, row: dict[str, str]) -> tuple[str, str]:
        name = await asyncio.wrap_future(self._pool.submit(operator.itemgetter("name"), row))
        upper = await asyncio.wrap_future(self._pool.submit(operator.methodcaller("upper"), name))
        return name, upper
