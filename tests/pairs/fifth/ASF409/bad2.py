"""continue, and a group that is somebody's helper."""
import contextlib

import anyio


@contextlib.asynccontextmanager
async def group():
    async with anyio.create_task_group() as tg:
        yield tg


async def serve(jobs, handle) -> None:
    for job in jobs:
        async with anyio.create_task_group() as tg:
            if job is None:
                continue  # expect: ASF409
            tg.start_soon(handle, job)


async def one(handle) -> int:
    async with group() as tg:
        tg.start_soon(handle, 1)
        return 1  # expect: ASF409
