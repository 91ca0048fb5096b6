import asyncio
import contextlib


async def beat(every: float) -> None:
    while True:
        await asyncio.sleep(every)


def start(every: float) -> "asyncio.Task[None]":
    return asyncio.create_task(beat(every))


@contextlib.asynccontextmanager
async def beating(every: float):
    task = asyncio.create_task(beat(every))
    try:
        yield task
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def race(first, second) -> set:
    done, pending = await asyncio.wait(
        [asyncio.create_task(first), asyncio.ensure_future(second)],
        return_when=asyncio.FIRST_COMPLETED,
    )
    for task in pending:
        task.cancel()
    return done


async def shielded(coro) -> object:
    inner = asyncio.ensure_future(coro)
    return await asyncio.shield(inner)
