"""Metrics decorators with sync wrappers around coroutine functions."""
import asyncio
import functools
import time
from contextlib import contextmanager


def timed(func):
    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        begin = time.perf_counter()
        result = func(*args, **kwargs)
        print(func.__name__, time.perf_counter() - begin)
        return result

    return wrapper


def swallow(*errors):
    def decorate(func):
        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            try:
                return func(*args, **kwargs)
            except errors as exc:
                print("ignored", exc)
                return None

        return wrapper

    return decorate


@contextmanager
def span(name):
    print("begin", name)
    try:
        yield
    finally:
        print("end", name)


@timed  # expect: ASF904
async def fetch(url):
    await asyncio.sleep(0.1)
    return url


@swallow(ConnectionError)  # expect: ASF904
async def push(url):
    await asyncio.sleep(0.1)
    raise ConnectionError(url)


@span("report")  # expect: ASF904
async def report():
    await asyncio.sleep(0.1)
    return "report"
