from __future__ import annotations

import asyncio
from concurrent import futures as cf
from multiprocessing import Process


def checksum(block: bytes) -> int:
    return sum(block) % 65521


class Verifier:
    def __init__(self, pool: cf.Executor) -> None:
        self.pool = pool

    def begin(self, block: bytes) -> cf.Future[int]:
        return self.pool.submit(checksum, block)

    async def verify(self, blocks: list[bytes], want: int) -> bool:
        pending = [self.begin(block) for block in blocks]
        await asyncio.sleep(0)
        total = 0
        for job in pending:
            total += job.result()  # expect: ASF108
        return total == want


async def total(blocks: list[bytes]) -> int:
    await asyncio.sleep(0)
    with cf.ThreadPoolExecutor(4) as pool:  # expect: ASF108
        jobs = [pool.submit(checksum, block) for block in blocks]
    return sum(job.result() for job in jobs)


async def reap(children: list[Process]) -> None:
    for child in children:
        child.terminate()
        child.join(5)  # expect: ASF108
        await asyncio.sleep(0)
