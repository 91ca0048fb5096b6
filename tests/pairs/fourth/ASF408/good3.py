"""Waits for everything, and wait functions that are not asyncio.wait."""
import asyncio
import concurrent.futures as cf

import anyio


def crunch(n: int) -> int:
    return n * n


def crunch_all(numbers: list[int]) -> list[int]:
    with cf.ThreadPoolExecutor() as pool:
        futures = [pool.submit(crunch, n) for n in numbers]
        done, late = cf.wait(futures, timeout=5, return_when=cf.FIRST_COMPLETED)
        for future in late:
            future.cancel()
    return [f.result() for f in done]


async def slow(n: int) -> int:
    await asyncio.sleep(n)
    return n


async def everything(numbers: list[int]) -> int:
    tasks = [asyncio.create_task(slow(n)) for n in numbers]
    done, _ = await asyncio.wait(tasks)
    return sum(task.result() for task in done)


async def spelled_out(numbers: list[int]) -> int:
    tasks = [asyncio.create_task(slow(n)) for n in numbers]
    done, _ = await asyncio.wait(tasks, timeout=None, return_when=asyncio.ALL_COMPLETED)
    return max(task.result() for task in done)


class Turnstile:
    def __init__(self) -> None:
        self.event = anyio.Event()

    async def wait(self, people: int, timeout: float) -> bool:
        with anyio.move_on_after(timeout) as scope:
            await self.event.wait()
        return people > 0 and not scope.cancelled_caught


async def main() -> None:
    print(await everything([1, 2]), await spelled_out([1]))
    print(await Turnstile().wait(3, timeout=0.5))
    print(await asyncio.to_thread(crunch_all, [1, 2, 3]))
