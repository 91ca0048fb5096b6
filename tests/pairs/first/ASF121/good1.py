import asyncio
import functools
import json


def load(path: str) -> dict:
    with open(path, encoding="utf-8") as fh:
        return json.load(fh)


async def settings(path: str) -> dict:
    return await asyncio.to_thread(load, path)


async def merged(paths: list[str]) -> dict:
    def all_of_them() -> dict:
        result: dict = {}
        for path in paths:
            result |= load(path)
        return result

    return await asyncio.to_thread(all_of_them)


async def lazily(path: str) -> dict:
    loop = asyncio.get_running_loop()
    job = functools.partial(load, path)
    return await loop.run_in_executor(None, job)
