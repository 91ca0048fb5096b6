import asyncio
import itertools


async def sequence(start: int):
    value = start
    while True:
        yield value
        value += 1


async def first_free(taken: set[int]) -> int:
    counter = itertools.count(1)
    while True:
        if (port := next(counter)) not in taken:
            return port


async def connect(hosts: list[str], port: int):
    remaining = list(hosts)
    while True:
        host = remaining.pop()
        try:
            pair = await asyncio.open_connection(host, port)
        except OSError:
            if not remaining:
                raise
            continue
        else:
            return pair
