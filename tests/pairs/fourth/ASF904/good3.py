"""Sync decorators on sync functions, and async wrappers made by class decorators."""
import functools
import threading
from contextlib import contextmanager

import trio


class Locked:
    """Decorator object for plain functions."""

    def __init__(self, func) -> None:
        functools.update_wrapper(self, func)
        self.func = func
        self.lock = threading.Lock()

    def __call__(self, *args):
        with self.lock:
            return self.func(*args)


def limited(seconds: float):
    def decorate(func):
        @functools.wraps(func)
        async def wrapper(*args):
            with trio.fail_after(seconds):
                return await func(*args)

        return wrapper

    return decorate


@contextmanager
def announced(name: str):
    print("begin", name)
    yield
    print("end", name)


@Locked
def write(text: str) -> int:
    return len(text)


@announced("sum")
def total(numbers: list[int]) -> int:
    return sum(numbers)


@limited(2)
async def fetch(name: str) -> str:
    with announced(name):
        await trio.sleep(0.1)
    return name


if __name__ == "__main__":
    print(write("x"), total([1, 2]), trio.run(fetch, "y"))
