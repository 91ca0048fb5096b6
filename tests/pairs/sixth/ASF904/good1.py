import asyncio
import functools
import inspect
import time
from contextlib import asynccontextmanager, contextmanager


def timed(function):
    if inspect.iscoroutinefunction(function):

        @functools.wraps(function)
        async def async_wrapper(*args, **kwargs):
            start = time.perf_counter()
            try:
                return await function(*args, **kwargs)
            finally:
                print(function.__name__, time.perf_counter() - start)

        return async_wrapper

    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        start = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            print(function.__name__, time.perf_counter() - start)

    return wrapper


def positive(function):
    @functools.wraps(function)
    def wrapper(self, amount, *args):
        if amount <= 0:
            raise ValueError(amount)
        return function(self, amount, *args)

    return wrapper


def tagged(name):
    def decorate(function):
        function.tag = name
        return function

    return decorate


@contextmanager
def announced(text):
    print("begin", text)
    yield
    print("end", text)


@asynccontextmanager
async def connected(client):
    await client.open()
    try:
        yield client
    finally:
        await client.close()


class Account:
    @timed
    async def load(self, key):
        await asyncio.sleep(key)

    @positive
    async def pay(self, amount):
        await asyncio.sleep(amount)

    @tagged("slow")
    async def close(self):
        with announced("close"):
            await asyncio.sleep(1)

    @announced("total")
    def total(self):
        return 0
