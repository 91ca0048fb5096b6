import asyncio
import inspect


async def work(number: int) -> int:
    await asyncio.sleep(0)
    return number


async def maybe(number: int | None) -> int:
    coro = work(number) if number is not None else None
    if coro is None:
        return 0
    if coro.cr_running or not inspect.iscoroutine(coro):
        raise RuntimeError("cannot happen")
    return await coro


def discard(number: int) -> str:
    coro = work(number)
    state = inspect.getcoroutinestate(coro)
    name = coro.cr_code.co_name
    coro.close()
    return f"{name}: {state}"


def step_by_hand(number: int) -> None:
    coro = work(number)
    try:
        coro.send(None)
    finally:
        coro.close()
