import asyncio

from app.env import flags, merged


async def compile_target(target):
    proc = await asyncio.create_subprocess_exec(
        "make", target["name"], cwd=target["dir"], env=merged(flags(target))
    )
    return target["name"], await proc.wait()


async def package(targets):
    env = merged({"SOURCE_DATE_EPOCH": "0"})
    proc = await asyncio.create_subprocess_exec("tar", "cf", "dist.tar", *targets, env=env)
    return await proc.wait()


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
