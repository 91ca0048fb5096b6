import asyncio
import functools
import subprocess
from concurrent.futures import ThreadPoolExecutor

import anyio


class Builder:
    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="build")

    async def make(self, target: str) -> int:
        loop = asyncio.get_running_loop()
        job = functools.partial(subprocess.run, ["make", target], check=False)
        return (await loop.run_in_executor(self._pool, job)).returncode

    async def clean(self, *dirs: str) -> list[int]:
        def work() -> list[int]:
            return [subprocess.call(["make", "-C", name, "clean"]) for name in dirs]

        return await anyio.to_thread.run_sync(work)
