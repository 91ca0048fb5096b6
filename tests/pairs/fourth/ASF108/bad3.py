"""Exporter that deadlocks on its own loop and on a bounded queue."""
import asyncio
from multiprocessing.pool import Pool
from queue import Queue


def weigh(row: tuple) -> int:
    return sum(len(str(x)) for x in row)


class Exporter:
    def __init__(self, pool: Pool) -> None:
        self.out: Queue = Queue(maxsize=100)
        self.pool = pool

    async def fetch(self, key: str) -> tuple:
        await asyncio.sleep(0.1)
        return (key, key.upper())

    async def export(self, key: str) -> None:
        loop = asyncio.get_running_loop()
        row = asyncio.run_coroutine_threadsafe(self.fetch(key), loop).result()  # expect: ASF108
        self.out.put(row)  # expect: ASF108

    async def weigh_all(self, keys: list[str]) -> int:
        rows = [await self.fetch(k) for k in keys]
        return sum(self.pool.map(weigh, rows))  # expect: ASF108

    async def flush(self) -> None:
        await asyncio.sleep(0)
        self.out.join()  # expect: ASF108


async def main(pool: Pool) -> None:
    exporter = Exporter(pool)
    await exporter.export("alpha")
    print(await exporter.weigh_all(["a", "b"]))
    await exporter.flush()


if __name__ == "__main__":
    with Pool(2) as workers:
        asyncio.run(main(workers))
