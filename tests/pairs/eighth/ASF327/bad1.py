"""CPU-bound image hashing behind an async facade."""
from __future__ import annotations

import asyncio
import hashlib
import logging
from asyncio import get_event_loop
from concurrent.futures import ThreadPoolExecutor
from typing import AsyncIterator

import asyncio as aio

log = logging.getLogger("hasher")


def hash_block(block: bytes) -> str:
    return hashlib.sha256(block).hexdigest()


class Hasher:
    def __init__(self, workers: int) -> None:
        self.workers = workers
        self.pool = ThreadPoolExecutor(workers)
        self.seen: dict[str, float] = {}

    async def digest(self, block: bytes) -> str:
        return await asyncio.get_event_loop().run_in_executor(self.pool, hash_block, block)  # expect: ASF327

    async def timed(self, block: bytes) -> tuple[str, float]:
        begin = (loop := get_event_loop()).time()  # expect: ASF327
        value = await self.digest(block)
        self.seen[value] = loop.time()
        return value, loop.time() - begin

    async def stream(self, blocks: list[bytes]) -> AsyncIterator[str]:
        loop, pool = aio.get_event_loop(), self.pool  # expect: ASF327
        for block in blocks:
            yield await loop.run_in_executor(pool, hash_block, block)

    async def __aenter__(self) -> Hasher:
        log.info("using %d workers", self.workers)
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        self.pool.shutdown(wait=False)


def plan(blocks: list[bytes], size: int) -> list[list[bytes]]:
    return [blocks[i : i + size] for i in range(0, len(blocks), size)]


async def deadline_passed(deadline: float) -> bool:
    current_loop = asyncio.get_event_loop
    await asyncio.sleep(0)
    match current_loop().time():  # expect: ASF327
        case now if now > deadline:
            return True
        case _:
            return False


async def main() -> None:
    async with Hasher(4) as hasher:
        blocks = [bytes([n]) * 1024 for n in range(8)]
        for group in plan(blocks, 4):
            async for value in hasher.stream(group):
                log.info("%s", value)
        value, seconds = await hasher.timed(b"x" * 4096)
        log.info("%s in %.4f s", value, seconds)
    late = await deadline_passed(asyncio.get_running_loop().time() - 1)
    log.info("late: %s", late)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    asyncio.run(main())
