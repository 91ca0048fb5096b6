"""Decorators that know both colours or are async throughout."""
import asyncio
import functools
import inspect
import time
from contextlib import asynccontextmanager


def timed(func):
    if inspect.iscoroutinefunction(func):

        @functools.wraps(func)
        async def async_wrapper(*args, **kwargs):
            begin = time.perf_counter()
            try:
                return await func(*args, **kwargs)
            finally:
                print(func.__name__, time.perf_counter() - begin)

        return async_wrapper

    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        begin = time.perf_counter()
        try:
            return func(*args, **kwargs)
        finally:
            print(func.__name__, time.perf_counter() - begin)

    return wrapper


@asynccontextmanager
async def span(name):
    print("begin", name)
    try:
        yield
    finally:
        print("end", name)


@timed
async def fetch(url):
    await asyncio.sleep(0.1)
    return url


@timed
def parse(text):
    return text.split()


@span("report")
async def report():
    return parse(await fetch("a b"))


if __name__ == "__main__":
    print(asyncio.run(report()))
