"""Repository whose methods report to a class based profiler."""
from __future__ import annotations

import asyncio
import functools
import time
from collections import defaultdict
from typing import Any, Callable, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Profiler:
    def __init__(self) -> None:
        self.totals: defaultdict[str, float] = defaultdict(float)

    def measure(self, function: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(function)
        def inner(*args: P.args, **kwargs: P.kwargs) -> R:
            began = time.process_time()
            try:
                return function(*args, **kwargs)
            finally:
                self.totals[function.__qualname__] += time.process_time() - began

        return inner


profiler = Profiler()


def transactional(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def inner(self: Repository, *args: Any, **kwargs: Any) -> Any:
        with self.transaction():
            return function(self, *args, **kwargs)

    return inner


class Transaction:
    def __enter__(self) -> Transaction:
        print("BEGIN")
        return self

    def __exit__(self, *error: object) -> None:
        print("COMMIT" if error[0] is None else "ROLLBACK")


class Repository:
    def transaction(self) -> Transaction:
        return Transaction()

    @profiler.measure  # expect: ASF904
    async def find(self, key: str) -> str:
        await asyncio.sleep(0.01)
        return key

    @transactional  # expect: ASF904
    async def save(self, key: str) -> None:
        await asyncio.sleep(0.01)


async def main() -> None:
    repository = Repository()
    await repository.save(await repository.find("a"))
    print(dict(profiler.totals))


if __name__ == "__main__":
    asyncio.run(main())
