import asyncio
import os

from app.env import flags, merged


async def compile_target(target):
    previous = os.getcwd()
    os.chdir(target["dir"])  # expect: ASF706
    try:
        proc = await asyncio.create_subprocess_exec("make", target["name"], env=merged(flags(target)))
        return target["name"], await proc.wait()
    finally:
        os.chdir(previous)


async def package(targets):
    saved = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = "0"  # expect: ASF706
    try:
        proc = await asyncio.create_subprocess_exec("tar", "cf", "dist.tar", *targets)
        return await proc.wait()
    finally:
        if saved is None:
            os.environ.pop("SOURCE_DATE_EPOCH", None)
        else:
            os.environ["SOURCE_DATE_EPOCH"] = saved


async def build(targets, jobs=4):
    gate = asyncio.Semaphore(jobs)

    async def one(target):
        async with gate:
            return await compile_target(target)

    results = dict(await asyncio.gather(*(one(t) for t in targets)))
    failed = [name for name, code in results.items() if code]
    if not failed:
        await package(sorted(results))
    return failed
