import functools
import time
from typing import Callable, Iterator, TypeVar

import requests

F = TypeVar("F", bound=Callable)


def throttled(gap: float) -> Callable[[F], F]:
    def decorate(fn: F) -> F:
        @functools.wraps(fn)
        def wrapper(*args, **kwargs):
            time.sleep(gap)
            return fn(*args, **kwargs)

        return wrapper  # type: ignore[return-value]

    return decorate


@throttled(0.2)
def normalise(raw: dict) -> dict:
    return {k.strip(): v for k, v in raw.items()}


class Catalogue:
    def __init__(self, base: str, sink) -> None:
        self._base = base
        self._sink = sink

    def _pages(self) -> Iterator[dict]:
        url = self._base
        while url:
            body = requests.get(url, timeout=10).json()
            yield from body["items"]
            url = body.get("next")

    async def sync(self) -> int:
        count = 0
        for item in self._pages():  # expect: ASF120
            await self._sink.write(item)
            count += 1
        return count

    async def add(self, raw: dict) -> None:
        await self._sink.write(normalise(raw))  # expect: ASF120
