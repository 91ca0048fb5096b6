import asyncio
import functools
import operator
import threading
from concurrent.futures import ThreadPoolExecutor


def compress(data, level):
    return data[::level]


def compressor(level):
    def run(data):
        return compress(data, level)

    return run


class Scale:
    def __init__(self, factor):
        self.factor = factor

    def __call__(self, values):
        return [v * self.factor for v in values]


JOBS = {"double": Scale(2), "triple": Scale(3)}


def pick(name):
    return JOBS[name]


def bound(data, level):
    return functools.partial(compress, data, level)


class Worker:
    def __init__(self, factory):
        self.pool = ThreadPoolExecutor(3)
        self.factory = factory

    def submit(self, data):
        return [
            self.pool.submit(compress, data, 2),
            self.pool.submit(compressor(3), data),
            self.pool.submit(self.factory(), data),
        ]


async def main(values):
    await asyncio.to_thread(Scale(3), values)
    await asyncio.to_thread(pick("double"), values)
    await asyncio.to_thread(bound(values, 2))
    await asyncio.to_thread(operator.itemgetter(0), values)
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, functools.partial(compress, values, 4))
    await loop.run_in_executor(None, compress, sorted(values), int("2"))


def later(values):
    thread = threading.Thread(target=compressor(2), args=(list(values),))
    thread.start()
    thread.join()
