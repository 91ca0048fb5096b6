from __future__ import annotations

import asyncio
from functools import cached_property as once


class Gallery:
    def __init__(self, load) -> None:
        self.load = load

    @once  # expect: ASF306
    async def index(self) -> list[str]:
        return await self.load("index")

    async def show(self) -> None:
        print(await self.index)


async def ping(host: str) -> float:
    await asyncio.sleep(0.2)
    return 0.2


async def fastest(host: str) -> float:
    probes = [ping(host)] * 3  # expect: ASF306
    return min(await asyncio.gather(*probes))


async def logged(host: str) -> float:
    coro = ping(host)
    task = asyncio.create_task(coro)
    await asyncio.sleep(0.1)
    if not task.done():
        task.cancel()
    return await coro  # expect: ASF306


async def main() -> None:
    print(await fastest("a"), await logged("b"))


asyncio.run(main())
