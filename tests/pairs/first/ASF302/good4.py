import asyncio


async def fetch(number: int) -> int:
    await asyncio.sleep(0)
    return number


async def run(numbers: list[int]) -> list[int]:
    tasks = [asyncio.create_task(fetch(number), name=f"n{number}") for number in numbers]
    first = tasks[0] if tasks else None
    if first and len(tasks) > 1:
        print(f"{first.get_name()} of {len(tasks)}: {first}")
    by_name = {task.get_name(): task for task in tasks}
    for name, task in by_name.items():
        if task == first or task in tasks[1:]:
            print(name, task.done())
    return [await task for task in tasks]


async def cached(cache: dict[int, asyncio.Future], number: int) -> int:
    future = cache.get(number) or asyncio.ensure_future(fetch(number))
    cache[number] = future
    return await future
