import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor


def small(rows: list[int]) -> int:
    return sum(rows)


def large(rows: list[int]) -> int:
    return sum(rows[::2]) + sum(rows[1::2])


def sample(count: int) -> list[int]:
    return list(range(count))


async def total(count: int, pool: ThreadPoolExecutor) -> int:
    loop = asyncio.get_running_loop()
    one = await asyncio.to_thread(small, sample(count))
    two = await loop.run_in_executor(pool, small if count < 1000 else large, sample(count))
    return one + two


def total_in_thread(count: int, out: list[int]) -> threading.Thread:
    thread = threading.Thread(target=out.extend, args=(sample(count),), name=str(count))
    thread.start()
    return thread
