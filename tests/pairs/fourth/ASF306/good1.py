"""Tasks and futures, unlike coroutines, may be awaited any number of times."""
import asyncio
from collections.abc import Awaitable
from functools import lru_cache


async def load(name: str) -> str:
    await asyncio.sleep(0.1)
    return name.upper()


@lru_cache(maxsize=None)
def load_once(name: str) -> "asyncio.Task[str]":
    return asyncio.get_running_loop().create_task(load(name))


@lru_cache
def normal(name: str) -> str:
    return name.strip()


class Lazy:
    def __init__(self, name: str) -> None:
        self._name = name
        self._task: "asyncio.Task[str] | None" = None

    def task(self) -> "asyncio.Task[str]":
        if self._task is None:
            self._task = asyncio.create_task(load(self._name))
        return self._task

    async def twice(self) -> str:
        return await self.task() + await self.task()


async def wait_quietly(job: Awaitable[str]) -> str:
    return await job


async def main() -> None:
    task = asyncio.ensure_future(load("a"))
    print(await task, await task)
    for _ in range(3):
        print(await load_once(normal(" b ")), await asyncio.shield(task))
    print(await Lazy("c").twice(), await wait_quietly(task))


if __name__ == "__main__":
    asyncio.run(main())
