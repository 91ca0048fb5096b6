"""Bulk importer that loads its sources in chunks."""
import asyncio
from collections.abc import Coroutine, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import Any


async def load(prefix: str, name: str) -> int:
    await asyncio.sleep(0.01)
    return len(prefix) + len(name)


load_csv = partial(load, "csv:")


def chunks(names: Iterable[str], size: int) -> Iterator[list[str]]:
    iterator = iter(names)
    while chunk := list(islice(iterator, size)):
        yield chunk


class Importer:
    def __init__(self, names: list[str]) -> None:
        self.names = names

    def jobs(self, names: list[str]) -> list[Coroutine[Any, Any, int]]:
        return [load("db:", name) for name in names]

    async def run(self) -> int:
        total = 0
        for chunk in chunks(self.names, 10):
            done, _ = await asyncio.wait([load_csv(name) for name in chunk])  # expect: ASF317
            total += sum(task.result() for task in done)
        return total

    async def databases(self) -> list[int]:
        done, _ = await asyncio.wait(self.jobs(self.names))  # expect: ASF317
        return [task.result() for task in done]


if __name__ == "__main__":
    print(asyncio.run(Importer(["a", "b", "c"]).run()))
