"""Form validation with sync and async validators."""
from __future__ import annotations

import asyncio
import functools
import inspect
import logging
from asyncio import iscoroutinefunction as is_async
from typing import Any, Callable

log = logging.getLogger("forms")


class Lookup:
    """Checks a value against a remote list."""

    def __init__(self, table: str) -> None:
        self.table = table

    async def __call__(self, value: str, *, exact: bool = False) -> bool:
        await asyncio.sleep(0.01)
        return value == self.table if exact else value in self.table


async def resolves(host: str, port: int) -> bool:
    infos = await asyncio.get_running_loop().getaddrinfo(host, port)
    return bool(infos)


def not_empty(value: str) -> bool:
    return bool(value.strip())


class HostField:
    def __init__(self, port: int) -> None:
        self.port = port
        self.validator: Callable[[str], Any] = lambda value: resolves(value, self.port)

    async def clean(self, value: str) -> bool:
        log.debug("host %s", value)
        if inspect.iscoroutinefunction(self.validator):  # expect: ASF906
            return await self.validator(value)
        return self.validator(value)


class CountryField:
    lookup = Lookup("ch de fr")

    async def clean(self, value: str) -> bool:
        check = self.lookup
        return await check(value) if is_async(check) else check(value)  # expect: ASF906


async def check_exact(value: str) -> bool:
    strict = functools.partial(Lookup("ch"), exact=True)
    match asyncio.iscoroutinefunction(strict):  # expect: ASF906
        case True:
            return await strict(value)
        case _:
            return strict(value)


async def check_all(value: str, port: int) -> list[bool]:
    results = []
    probe = functools.partial(lambda number, text: resolves(text, number), port)
    if wanted := inspect.iscoroutinefunction(probe):  # expect: ASF906
        results.append(await probe(value))
    else:
        results.append(probe(value))
    if inspect.iscoroutinefunction(not_empty):
        log.error("unexpected colour, %s", wanted)
    results.append(not_empty(value))
    return results


async def main() -> None:
    fields = {"host": HostField(443), "country": CountryField()}
    answers = {"host": "localhost", "country": "ch"}
    for name, field in fields.items():
        try:
            log.info("%s = %s", name, await field.clean(answers[name]))
        except OSError as exc:
            log.warning("%s cannot be checked: %s", name, exc)
    log.info("%s %s", await check_exact("ch"), await check_all("localhost", 80))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    asyncio.run(main())
