"""Inventory service whose lock and retry decorators fit what they wrap."""
import asyncio
import threading
from functools import wraps

inventory_lock = threading.Lock()
order_lock = asyncio.Lock()


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


def one_at_a_time(function):
    @wraps(function)
    async def wrapper(*args, **kwargs):
        async with order_lock:
            return await function(*args, **kwargs)

    return wrapper


def retry(times):
    def decorate(function):
        @wraps(function)
        async def wrapper(*args, **kwargs):
            for _ in range(times - 1):
                try:
                    return await function(*args, **kwargs)
                except StockError:
                    await asyncio.sleep(0.1)
            return await function(*args, **kwargs)

        return wrapper

    return decorate


@synchronized(inventory_lock)
def describe(item):
    return item.upper()


@one_at_a_time
@retry(3)
async def order(item):
    await asyncio.sleep(0.1)
    if not item:
        raise StockError
    return item


async def main():
    print(describe("bolt"), await order("nut"))


if __name__ == "__main__":
    asyncio.run(main())
