"""Consumer that races its queue against a stop signal."""
import asyncio
import concurrent.futures
import logging

log = logging.getLogger("consumer")


class Consumer:
    def __init__(self, queue: "asyncio.Queue[int]") -> None:
        self.queue = queue
        self.stop = asyncio.Event()
        self.total = 0
        self._late: set[asyncio.Task[int]] = set()

    async def job(self, n: int) -> int:
        await asyncio.sleep(n / 100)
        return n

    async def run(self) -> None:
        stopping = asyncio.create_task(self.stop.wait())
        getting = asyncio.create_task(self.queue.get())
        try:
            while True:
                done, _ = await asyncio.wait(
                    {stopping, getting}, return_when=asyncio.FIRST_COMPLETED
                )
                if getting in done:
                    self.total += getting.result()
                    getting = asyncio.create_task(self.queue.get())
                if stopping in done:
                    return
        finally:
            for task in (stopping, getting):
                task.cancel()
            await asyncio.gather(stopping, getting, return_exceptions=True)

    async def draining(self, numbers: list[int]) -> list[int]:
        pending = {asyncio.create_task(self.job(n)) for n in numbers}
        results: list[int] = []
        while pending:
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            results.extend(task.result() for task in done)
        return results

    async def keep_late(self, numbers: list[int], limit: float) -> int:
        tasks = [asyncio.create_task(self.job(n)) for n in numbers]
        done, pending = await asyncio.wait(tasks, timeout=limit)
        self._late |= pending
        return len(done)

    async def late(self) -> int:
        late, self._late = self._late, set()
        return sum(await asyncio.gather(*late))

    async def everything(self, numbers: list[int]) -> int:
        tasks = [asyncio.create_task(self.job(n)) for n in numbers]
        done, _ = await asyncio.wait(tasks, return_when=asyncio.ALL_COMPLETED)
        return sum(task.result() for task in done)

    async def losers(self, numbers: list[int]) -> int:
        tasks = [asyncio.create_task(self.job(n)) for n in numbers]
        done, losers = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        await self._drop(losers)
        return done.pop().result()

    async def _drop(self, tasks: "set[asyncio.Task[int]]") -> None:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def squares(numbers: list[int]) -> list[int]:
    with concurrent.futures.ThreadPoolExecutor() as pool:
        futures = [pool.submit(pow, n, 2) for n in numbers]
        done, pending = concurrent.futures.wait(futures, timeout=5)
    return [future.result() for future in (*done, *pending)]


async def main() -> None:
    consumer = Consumer(asyncio.Queue())
    asyncio.get_running_loop().call_later(0.1, consumer.stop.set)
    await consumer.run()
    print(await consumer.draining([1, 2]), await consumer.everything([3]))
    print(await consumer.keep_late([4, 5], 0.01), await consumer.late(), await consumer.losers([6, 7]))


if __name__ == "__main__":
    print(squares([1, 2, 3]))
    asyncio.run(main())
