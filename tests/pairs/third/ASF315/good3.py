"""Awaitable job handles whose __await__ is a plain method."""
import asyncio
from collections.abc import Generator
from typing import Any


class Job:
    def __init__(self, key: str) -> None:
        self.key = key

    def __await__(self) -> Generator[Any, None, str]:
        async def run() -> str:
            await asyncio.sleep(0.01)
            return self.key.upper()

        return run().__await__()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Job) and other.key == self.key

    def __hash__(self) -> int:
        return hash(self.key)


class Lazy:
    def __init__(self, job: Job) -> None:
        self.job = job

    @property
    async def value(self) -> str:
        return await self.job

    async def init(self) -> "Lazy":
        await asyncio.sleep(0)
        return self

    async def post_init(self) -> None:
        await self.init()

    async def _enter__(self) -> None:
        await self.post_init()


async def main() -> None:
    lazy = Lazy(Job("a"))
    await lazy._enter__()
    print(await lazy.value, await Job("b"), Job("a") == Job("a"))


if __name__ == "__main__":
    asyncio.run(main())
