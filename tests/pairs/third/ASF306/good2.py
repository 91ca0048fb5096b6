"""Configuration client whose caches hold values or tasks."""
import asyncio
from functools import cached_property, lru_cache

from async_lru import alru_cache


@alru_cache(maxsize=32)
async def load(name: str) -> dict:
    await asyncio.sleep(0.1)
    return {"name": name}


@lru_cache
def parse(text: str) -> tuple[str, ...]:
    return tuple(text.split(","))


def cache(function):
    """Remembers the task of each name, which may be awaited many times."""
    tasks: dict[str, asyncio.Task] = {}

    def wrapper(name: str) -> asyncio.Task:
        task = tasks.get(name)
        if task is None:
            task = tasks[name] = asyncio.create_task(function(name))
        return task

    return wrapper


@cache
async def feature(name: str) -> bool:
    flags = await load("features")
    return name in flags


class Tenant:
    def __init__(self, name: str) -> None:
        self.name = name

    @cached_property
    def settings(self) -> "asyncio.Task[dict]":
        return asyncio.create_task(load(self.name))


async def main() -> None:
    tenant = Tenant("acme")
    print(await tenant.settings, await tenant.settings)
    print(await feature("beta"), await feature("beta"), parse("a,b"))


if __name__ == "__main__":
    asyncio.run(main())
