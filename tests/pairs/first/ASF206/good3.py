import asyncio
from functools import partial


async def worker(lock: asyncio.Lock, out: list[str], name: str) -> None:
    async with lock:
        out.append(name)
        await asyncio.sleep(0)
        out.append(name)


async def run(names: list[str]) -> list[str]:
    lock = asyncio.Lock()
    out: list[str] = []
    await asyncio.gather(*(worker(lock, out, name) for name in names))
    async with lock:
        return list(out)


async def run_group(names: list[str]) -> list[str]:
    lock = asyncio.Lock()
    out: list[str] = []
    start = partial(worker, lock, out)
    async with asyncio.TaskGroup() as group:
        for name in names:
            group.create_task(start(name))
    async with lock:
        return out
