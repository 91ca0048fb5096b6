import asyncio


async def step(number: int) -> int:
    await asyncio.sleep(0)
    return number * 2


async def run(numbers: list[int], dry: bool) -> list[int]:
    plan = [step(number) for number in numbers]
    extra = step(100)
    if dry:
        for coro in plan:
            coro.close()
        extra.close()
        return []
    results = await asyncio.gather(*plan)
    try:
        last = await extra
    except ValueError:
        last = -1
    results.append(last)
    return results


async def choose(fast: bool) -> int:
    if fast:
        coro = step(1)
    else:
        coro = step(2)
    return await coro
