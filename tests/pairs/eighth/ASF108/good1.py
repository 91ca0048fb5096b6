"""Scores chess positions with a pool of engines."""
from __future__ import annotations

import asyncio
import concurrent.futures
import logging
import os
import queue
import threading
from collections.abc import Iterable

logger = logging.getLogger("engine")


def score(position: str) -> int:
    return sum(map(ord, position)) % 200 - 100


class Scorer:
    def __init__(self, pool: concurrent.futures.Executor) -> None:
        self._pool = pool
        self._ready = asyncio.Event()
        self._moves: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._inbox: asyncio.Queue[str] = asyncio.Queue(maxsize=4)

    async def start(self) -> None:
        self._ready.set()
        await self._ready.wait()

    async def one(self, position: str) -> int:
        future = self._pool.submit(score, position)
        return await asyncio.wrap_future(future)

    async def if_cached(self, future: concurrent.futures.Future[int]) -> int | None:
        if future.done():
            return future.result()
        await asyncio.sleep(0)
        return None

    async def many(self, positions: Iterable[str]) -> list[int]:
        futures = [self._pool.submit(score, position) for position in positions]
        done, _ = await asyncio.to_thread(concurrent.futures.wait, futures)
        return sorted(future.result() for future in done)

    async def race(self, positions: Iterable[str]) -> int:
        tasks = {asyncio.create_task(self.one(position)) for position in positions}
        done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
        return max(task.result() for task in done)

    async def record(self, move: str) -> None:
        self._moves.put(move)
        await self._inbox.put(move)

    async def drain(self) -> str:
        moves = []
        while True:
            try:
                moves.append(self._moves.get(block=False))
            except queue.Empty:
                break
        moves.append(await self._inbox.get())
        return ", ".join(moves)

    async def save_name(self, game: str) -> str:
        await asyncio.sleep(0)
        return os.path.join("games", "-".join([game, "scored"]))

    async def stop(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._ready.clear()


async def analyse(scorer: Scorer, helper: threading.Thread) -> None:
    await scorer.start()
    await scorer.record("e4")
    logger.info("%s", await scorer.drain())
    logger.info("%s", await scorer.many(["e4", "d4"]))
    logger.info("%s in %s", await scorer.race(["c4", "f4"]), await scorer.save_name("g1"))
    await asyncio.to_thread(helper.join)
    await scorer.stop()


def main() -> None:
    helper = threading.Thread(target=score, args=("e4",))
    helper.start()
    asyncio.run(analyse(Scorer(concurrent.futures.ThreadPoolExecutor(2)), helper))


if __name__ == "__main__":
    main()
