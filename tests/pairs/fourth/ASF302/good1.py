"""Coroutine objects handled as objects on purpose."""
import asyncio
import inspect
from collections.abc import Coroutine


async def compute(n: int) -> int:
    await asyncio.sleep(0)
    return n * n


def maybe(n: int) -> Coroutine | None:
    return compute(n) if n else None


def drive(n: int) -> int:
    """Runs a coroutine by hand, as a test harness does."""
    coro = compute(n)
    try:
        while True:
            coro.send(None)
    except StopIteration as stop:
        return stop.value


async def discard(n: int) -> str:
    coro = compute(n)
    name = coro.cr_code.co_name
    if inspect.iscoroutine(coro) and not coro.cr_running:
        coro.close()
    return name


async def main() -> None:
    job = maybe(3)
    if job is None:
        return
    print(f"result {await job}", (await compute(2)) + 1)
    if await compute(0) or (await compute(1)) == 1:
        print(len([await compute(n) for n in range(3)]))
    print(drive(2), await discard(4))


if __name__ == "__main__":
    asyncio.run(main())
