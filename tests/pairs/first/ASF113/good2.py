import asyncio
import operator
from concurrent.futures import ThreadPoolExecutor
from functools import partial


def crunch(rows: list[int], *, modulus: int) -> int:
    return sum(rows) % modulus


class Stats:
    def __init__(self) -> None:
        self.pool = ThreadPoolExecutor(2)

    async def checksum(self, rows: list[int]) -> int:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.pool, partial(crunch, rows, modulus=97))

    async def first(self, rows: list[int]) -> int:
        return await asyncio.to_thread(operator.itemgetter(0), rows)

    async def shout(self, text: str) -> str:
        return await asyncio.to_thread(operator.methodcaller("upper"), text)
