"""Trio job queue that drops a job while another one is in progress."""
import math

import trio

busy = trio.Lock()


class Jobs:
    def __init__(self, lock: trio.Lock) -> None:
        self.lock = lock
        self.finished: list[str] = []

    async def prepare(self, name: str) -> float:
        await trio.sleep(0.1)
        return math.sqrt(len(name))

    async def submit(self, name: str) -> None:
        if not self.lock.locked():  # expect: ASF209
            weight = await self.prepare(name)
            async with self.lock:
                await trio.sleep(weight)
                self.finished.append(name)


async def compact(finished: list[str]) -> None:
    if not busy.locked():  # expect: ASF209
        await trio.sleep(1)
        await busy.acquire()
        try:
            print(len(finished))
        finally:
            busy.release()


async def main() -> None:
    jobs = Jobs(busy)
    async with trio.open_nursery() as nursery:
        for name in ("thumbnail", "transcode", "index"):
            nursery.start_soon(jobs.submit, name)
        nursery.start_soon(compact, jobs.finished)


if __name__ == "__main__":
    trio.run(main)
