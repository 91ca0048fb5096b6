"""One colour, or a caller that looks."""
import asyncio
import inspect


async def start(job: str) -> None:
    await asyncio.sleep(0)


def status(job: str) -> None:
    print(job)


ASYNC = {"start": start}
SYNC = {"status": status}
BOTH = {"start": start, "status": status}


async def dispatch(command: str, job: str) -> None:
    if command in ASYNC:
        await ASYNC[command](job)
    else:
        SYNC[command](job)


async def tolerant(command: str, job: str) -> None:
    result = BOTH[command](job)
    if inspect.isawaitable(result):
        await result
