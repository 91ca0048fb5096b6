"""Telemetry reader with objects of both protocols."""
from __future__ import annotations

import asyncio
import contextlib
import logging
from types import TracebackType
from typing import Any, AsyncIterator, Iterator, TypeVar

import aiofiles
import anyio
import asyncpg
import trio

log = logging.getLogger("telemetry")
T = TypeVar("T")


class Meter:
    """Usable with both `with` and `async with`, `for` and `async for`."""

    def __init__(self, values: list[float]) -> None:
        self.values = values

    def __enter__(self) -> Meter:
        return self

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None) -> None:
        log.debug("closed")

    async def __aenter__(self) -> Meter:
        await asyncio.sleep(0)
        return self

    async def __aexit__(self, *exc_info: Any) -> None:
        self.__exit__(*exc_info)

    def __iter__(self) -> Iterator[float]:
        return iter(self.values)

    async def __aiter__(self) -> AsyncIterator[float]:
        for value in self.values:
            await asyncio.sleep(0)
            yield value


async def as_async(items: list[T]) -> AsyncIterator[T]:
    for item in items:
        await asyncio.sleep(0)
        yield item


async def totals(meter: Meter) -> tuple[float, float]:
    with meter as plain:
        left = sum(value for value in plain)
    async with meter as shared:
        right = 0.0
        async for value in shared:
            right += value
    return left, right


async def first_lines(names: list[str]) -> list[str]:
    lines = []
    async with contextlib.nullcontext(names) as wanted:
        async for name in as_async(wanted):
            async with aiofiles.open(name) as handle:
                lines.append(await handle.readline())
    return lines


async def finish_order(delays: list[float]) -> list[float]:
    async def nap(delay: float) -> float:
        await asyncio.sleep(delay)
        return delay

    order = []
    for future in asyncio.as_completed([nap(delay) for delay in delays]):
        order.append(await future)
    async with contextlib.aclosing(as_async(order)) as stream:
        return [value async for value in stream]


async def rows(pool: asyncpg.Pool) -> int:
    count = 0
    async with pool.acquire() as conn, conn.transaction():
        async for _ in conn.cursor("select * from sample"):
            count += 1
    async with await anyio.open_file("/proc/uptime") as uptime:
        log.info("uptime %s", await uptime.read())
    return count


async def knock(host: str) -> bool:
    with trio.move_on_after(2) as scope:
        async with await trio.open_tcp_stream(host, 22) as stream:
            await stream.send_all(b"hi")
    return not scope.cancelled_caught


async def main() -> None:
    async with asyncio.timeout(10):
        log.info("%s %s", await totals(Meter([1.0, 2.5])), await finish_order([0.2, 0.1]))
    with anyio.fail_after(5):
        log.info("%s", await first_lines(["/etc/hostname"]))
    async with asyncpg.create_pool("postgresql:///telemetry") as pool:
        log.info("%d rows", await rows(pool))


if __name__ == "__main__":
    asyncio.run(main())
    trio.run(knock, "127.0.0.1")
