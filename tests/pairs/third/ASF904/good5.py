"""Repository whose wrappers look at the awaitable they get back."""
import asyncio
import functools
import inspect
import time
from collections import defaultdict
from typing import Any, Callable

import tenacity

totals: defaultdict[str, float] = defaultdict(float)


def measure(function: Callable[..., Any]) -> Callable[..., Any]:
    async def finish(awaitable: Any, began: float) -> Any:
        try:
            return await awaitable
        finally:
            totals[function.__qualname__] += time.monotonic() - began

    @functools.wraps(function)
    def inner(*args: Any, **kwargs: Any) -> Any:
        began = time.monotonic()
        result = function(*args, **kwargs)
        if inspect.isawaitable(result):
            return finish(result, began)
        totals[function.__qualname__] += time.monotonic() - began
        return result

    return inner


class Repository:
    @measure
    async def find(self, key: str) -> str:
        await asyncio.sleep(0.01)
        return key

    @measure
    def label(self, key: str) -> str:
        return key.title()

    @tenacity.retry(stop=tenacity.stop_after_attempt(3))
    async def save(self, key: str) -> None:
        await asyncio.sleep(0.01)


async def main() -> None:
    repository = Repository()
    await repository.save(await repository.find("a"))
    print(repository.label("b"), dict(totals))


if __name__ == "__main__":
    asyncio.run(main())
