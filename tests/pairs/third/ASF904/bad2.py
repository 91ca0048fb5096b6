"""Inventory service with a lock and a retry decorator."""
import asyncio
import threading
from functools import wraps

inventory_lock = threading.Lock()


class StockError(Exception):
    pass


def synchronized(lock):
    def decorate(function):
        @wraps(function)
        def wrapper(*args, **kwargs):
            with lock:
                return function(*args, **kwargs)

        return wrapper

    return decorate


def retry(times, errors):
    """Calls the function again after one of the errors."""

    def decorate(function):
        @wraps(function)
        def wrapper(*args, **kwargs):
            for _ in range(times - 1):
                try:
                    return function(*args, **kwargs)
                except errors:
                    continue
            return function(*args, **kwargs)

        return wrapper

    return decorate


@synchronized(inventory_lock)
def describe(item):
    return item.upper()


@synchronized(inventory_lock)  # expect: ASF904
async def reserve(item, count):
    await asyncio.sleep(0.05)
    return f"{count} x {item}"


@retry(times=3, errors=(StockError, OSError))  # expect: ASF904
async def order(item):
    await asyncio.sleep(0.1)
    if not item:
        raise StockError
    return item


async def main():
    print(describe("bolt"), await reserve("bolt", 3), await order("nut"))


if __name__ == "__main__":
    asyncio.run(main())
