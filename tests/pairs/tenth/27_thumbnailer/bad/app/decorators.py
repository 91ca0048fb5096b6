import functools
import time
from contextlib import asynccontextmanager, contextmanager

memo = functools.lru_cache(maxsize=512)


@contextmanager
def section(name):
    begin = time.perf_counter()
    try:
        yield
    finally:
        print(f"{name}: {time.perf_counter() - begin:.3f}")


@asynccontextmanager
async def asection(name):
    begin = time.perf_counter()
    try:
        yield
    finally:
        print(f"{name}: {time.perf_counter() - begin:.3f}")


def tagged(kind):
    def mark(func):
        func.kind = kind
        return func

    return mark
