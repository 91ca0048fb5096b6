import asyncio


async def size(name: str) -> int:
    await asyncio.sleep(0)
    return len(name)


async def total(names: list[str]) -> int:
    return sum(await asyncio.gather(*map(size, names)))


async def one_by_one(names: list[str]) -> list[int]:
    out = []
    for coro in map(size, names):
        out.append(await coro)
    return out


async def as_they_come(names: list[str]) -> list[int]:
    tasks = [asyncio.create_task(coro) for coro in map(size, names)]
    return [await task for task in asyncio.as_completed(tasks)]


async def nested(names: list[str]) -> list[int]:
    return [await coro for coro in map(lambda name: size(name), names)]
