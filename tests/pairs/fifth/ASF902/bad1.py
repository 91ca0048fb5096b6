"""One table, two calling conventions."""
import asyncio


async def start(job: str) -> None:
    await asyncio.sleep(0)


async def stop(job: str) -> None:
    await asyncio.sleep(0)


def status(job: str) -> None:
    print(job)


HANDLERS = {"start": start, "stop": stop, "status": status}  # expect: ASF902


async def dispatch(command: str, job: str) -> None:
    await HANDLERS[command](job)


async def run_all(job: str) -> None:
    for step in [start, status, stop]:  # expect: ASF902
        await step(job)
