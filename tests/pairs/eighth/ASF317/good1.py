"""Auction bidders: several correct ways of waiting."""
from __future__ import annotations

import asyncio
import concurrent.futures
import logging
from typing import Any, Coroutine, Iterable

log = logging.getLogger("auction")


async def bid(name: str, limit: int) -> int:
    await asyncio.sleep(0.01)
    return limit - len(name)


def appraise(item: str) -> int:
    return len(item) * 100


def launch(coros: Iterable[Coroutine[Any, Any, int]]) -> list[asyncio.Task[int]]:
    return [asyncio.ensure_future(coro) for coro in coros]


async def wait(coros: Iterable[Coroutine[Any, Any, int]]) -> list[int]:
    """Run coroutines one after another."""
    return [await coro for coro in coros]


def appraise_all(items: list[str]) -> int:
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        futures = [pool.submit(appraise, item) for item in items]
        done, _ = concurrent.futures.wait(futures)
        return sum(future.result() for future in done)


class Auction:
    def __init__(self, names: list[str]) -> None:
        self.names = names

    async def simple(self) -> int:
        tasks = {asyncio.create_task(bid(name, 100)) for name in self.names}
        done, _ = await asyncio.wait(tasks)
        return max(task.result() for task in done)

    async def rebound(self) -> int:
        jobs: Any = [bid(name, 200) for name in self.names]
        jobs = [asyncio.create_task(job) for job in jobs]
        done, _ = await asyncio.wait(jobs)
        return max(task.result() for task in done)

    async def launched(self) -> int:
        done, _ = await asyncio.wait(launch(bid(name, 300) for name in self.names))
        return max(task.result() for task in done)

    async def on_threads(self) -> int:
        loop = asyncio.get_running_loop()
        done, _ = await asyncio.wait([loop.run_in_executor(None, appraise, name) for name in self.names])
        return sum(future.result() for future in done)

    async def mapped(self) -> list[int]:
        group = map(asyncio.create_task, (bid(name, 50) for name in self.names))
        done, _ = await asyncio.wait(list(group))
        return sorted(task.result() for task in done)

    async def first(self) -> int:
        tasks = [asyncio.create_task(bid(name, 10)) for name in self.names]
        done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
        return done.pop().result()

    async def one(self) -> int:
        best = await asyncio.wait_for(bid(self.names[0], 70), timeout=1)
        for future in asyncio.as_completed([bid(name, 70) for name in self.names]):
            best = max(best, await future)
        return best


async def main() -> None:
    auction = Auction(["ann", "bob", "charles"])
    log.info("%d %d", await auction.simple(), await auction.rebound())
    log.info("%d %d", await auction.launched(), await auction.on_threads())
    log.info("%s %d %d", await auction.mapped(), await auction.first(), await auction.one())
    log.info("%s", await wait([bid("dora", 5), bid("emil", 6)]))
    log.info("%d", await asyncio.to_thread(appraise_all, ["vase", "clock"]))


if __name__ == "__main__":
    asyncio.run(main())
