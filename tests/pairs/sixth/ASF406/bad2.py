from math import sqrt

import anyio
from anyio import fail_after
from trio import CancelScope, Nursery, current_time, sleep


def primes(limit: int) -> list[int]:
    return [n for n in range(2, limit) if all(n % d for d in range(2, int(sqrt(n)) + 1))]


class Launcher:
    def __init__(self, nursery: Nursery) -> None:
        self.nursery = nursery
        self.launched = 0

    async def job(self, limit: int) -> None:
        await sleep(0)
        print(primes(limit)[-1])

    def launch(self, limit: int) -> None:
        with CancelScope(deadline=current_time() + 5):  # expect: ASF406
            self.nursery.start_soon(self.job, limit)
            self.launched += 1


async def spread(limits: list[int]) -> None:
    async def one(limit: int) -> None:
        await anyio.sleep(0)
        print(len(primes(limit)))

    async with anyio.create_task_group() as group:
        with fail_after(3):  # expect: ASF406
            for limit in limits:
                group.start_soon(one, limit)
