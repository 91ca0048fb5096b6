"""Build server that supervises compilers as subprocesses."""
import asyncio
import functools
import sys
from typing import Any

OPTIONS: dict[str, Any] = {"limit": 2**16}


class Supervisor:
    def __init__(self, limit: int, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.slots = asyncio.Semaphore(limit, loop=loop)  # expect: ASF325
        self.lock = asyncio.Lock(loop=self.loop)  # expect: ASF325

    async def compile(self, source: str) -> int:
        async with self.slots:
            process = await asyncio.create_subprocess_exec(  # expect: ASF325
                sys.executable,
                "-m",
                "py_compile",
                source,
                loop=self.loop,
                **OPTIONS,
            )
            return await process.wait()

    async def all(self, sources: list[str]) -> list[int]:
        codes = []
        jobs = [asyncio.create_task(self.compile(source)) for source in sources]
        for next_job in asyncio.as_completed(jobs, loop=self.loop):  # expect: ASF325
            codes.append(await next_job)
        async with self.lock:
            await asyncio.sleep(0)
            return sorted(codes)


async def main(sources: list[str]) -> None:
    make = functools.partial(Supervisor, 4)
    supervisor = make(asyncio.get_running_loop())
    print(await supervisor.all(sources))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
