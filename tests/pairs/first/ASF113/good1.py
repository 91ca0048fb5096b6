import asyncio
from collections.abc import Callable


def make_filter(words: list[str]) -> Callable[[], list[str]]:
    stop = {"the", "a", "an"}

    def run() -> list[str]:
        return [word for word in words if word not in stop]

    return run


def make_counter(words: list[str]):
    return lambda: len(words)


async def analyse(words: list[str]) -> tuple[list[str], int]:
    kept = await asyncio.to_thread(make_filter(words))
    loop = asyncio.get_running_loop()
    count = await loop.run_in_executor(None, make_counter(words))
    return kept, count
