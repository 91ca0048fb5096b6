import asyncio
import functools
from contextlib import asynccontextmanager

_background: set[asyncio.Task] = set()


def fire_and_forget(func):
    @functools.wraps(func)
    def wrapper(*args, **kwargs) -> None:
        task = asyncio.ensure_future(func(*args, **kwargs))
        _background.add(task)
        task.add_done_callback(_background.discard)

    return wrapper


@fire_and_forget
async def notify(text: str) -> None:
    await asyncio.sleep(0)
    print(text)


@asynccontextmanager
async def session(name: str):
    notify(f"open {name}")
    try:
        yield name
    finally:
        notify(f"close {name}")


async def main() -> None:
    cm = session("main")
    async with cm as name:
        notify(name)
        await asyncio.sleep(0)
