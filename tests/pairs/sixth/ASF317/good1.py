import asyncio
from concurrent import futures


async def fetch(n: int) -> int:
    await asyncio.sleep(n / 100)
    return n * n


def begin(n: int) -> asyncio.Task[int]:
    return asyncio.create_task(fetch(n))


async def with_tasks(limit: int) -> list[int]:
    tasks = [asyncio.create_task(fetch(n)) for n in range(limit)]
    done, _ = await asyncio.wait(tasks)
    return [task.result() for task in done]


async def with_helper(limit: int) -> list[int]:
    done, _ = await asyncio.wait([begin(n) for n in range(limit)])
    return [task.result() for task in done]


async def with_futures(limit: int) -> list[int]:
    loop = asyncio.get_running_loop()
    jobs = [loop.run_in_executor(None, pow, n, 2) for n in range(limit)]
    done, _ = await asyncio.wait(jobs)
    return [job.result() for job in done]


async def gathered(limit: int) -> list[int]:
    return await asyncio.gather(*[fetch(n) for n in range(limit)])


async def ensured(a: int, b: int) -> set[int]:
    done, _ = await asyncio.wait({asyncio.ensure_future(fetch(a)), asyncio.ensure_future(fetch(b))})
    return {task.result() for task in done}


async def first(limit: int) -> int:
    for step in asyncio.as_completed([fetch(n) for n in range(1, limit)]):
        value = await step
        print("finished", value)
    return value


def blocking(limit: int) -> int:
    with futures.ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(pow, n, 2) for n in range(limit)]
        done, _ = futures.wait(jobs)
    return sum(job.result() for job in done)
