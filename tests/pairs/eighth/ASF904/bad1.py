"""Payment service with instrumentation and retries."""
from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
import time
from contextlib import ContextDecorator, contextmanager
from typing import Any, Callable, Iterator, TypeVar

log = logging.getLogger("pay")
F = TypeVar("F", bound=Callable[..., Any])


class Declined(Exception):
    pass


def timed(fn: F) -> F:
    @functools.wraps(fn)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        begin = time.perf_counter()
        result = fn(*args, **kwargs)
        log.info("%s took %.3f s", fn.__name__, time.perf_counter() - begin)
        return result

    return wrapper  # type: ignore[return-value]


def retry(attempts: int, *errors: type[Exception]) -> Callable[[F], F]:
    def decorate(fn: F) -> F:
        @functools.wraps(fn)
        def call(*args: Any, **kwargs: Any) -> Any:
            for left in range(attempts, 0, -1):
                try:
                    return fn(*args, **kwargs)
                except errors as exc:
                    log.warning("%s, %d left", exc, left - 1)
            raise Declined("out of attempts")

        return call  # type: ignore[return-value]

    return decorate


@contextmanager
def span(name: str) -> Iterator[None]:
    log.debug("begin %s", name)
    try:
        yield
    finally:
        log.debug("end %s", name)


class Swallow(ContextDecorator, contextlib.AbstractContextManager[None]):
    def __init__(self, *errors: type[Exception]) -> None:
        self.errors = errors

    def __exit__(self, kind: Any, exc: Any, tb: Any) -> bool:
        return kind is not None and issubclass(kind, self.errors)


measure = timed


class Gateway:
    def __init__(self, url: str) -> None:
        self.url = url
        self.charges: list[int] = []

    @retry(3, ConnectionError)  # expect: ASF904
    async def charge(self, cents: int) -> str:
        await asyncio.sleep(0.01)
        self.charges.append(cents)
        return f"{self.url}/charge/{len(self.charges)}"

    @measure  # expect: ASF904
    async def refund(self, charge: str) -> bool:
        await asyncio.sleep(0.02)
        return charge.startswith(self.url)

    @timed
    def total(self) -> int:
        return sum(self.charges)


@span("settle")  # expect: ASF904
async def settle(gateway: Gateway) -> int:
    await asyncio.sleep(0.01)
    return gateway.total()


@Swallow(Declined, OSError)  # expect: ASF904
async def notify(address: str) -> None:
    await asyncio.sleep(0)
    if "@" not in address:
        raise Declined(address)


async def main() -> None:
    gateway = Gateway("https://pay.invalid")
    receipt = await gateway.charge(1290)
    log.info("%s %s %d", receipt, await gateway.refund(receipt), await settle(gateway))
    await notify("shop.example.org")


if __name__ == "__main__":
    asyncio.run(main())
