import asyncio
import atexit
import functools
import threading


def run_sync(func):
    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        return asyncio.run(func(*args, **kwargs))

    return wrapper


@run_sync
async def flush(name: str = "all") -> None:
    await asyncio.sleep(0)
    print("flushed", name)


async def measure(host: str) -> int:
    await asyncio.sleep(0)
    return len(host)


atexit.register(flush)


def flush_in_thread() -> threading.Thread:
    thread = threading.Thread(target=flush, args=("thread",))
    thread.start()
    return thread


def lengths(hosts: list[str]) -> list[int]:
    return list(map(run_sync(measure), hosts))
