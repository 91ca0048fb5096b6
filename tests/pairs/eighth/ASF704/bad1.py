"""Order service: loads an order's parts concurrently."""
from __future__ import annotations

import asyncio
import logging

import anyio
import asyncpg
import websockets
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

log = logging.getLogger("orders")


async def load_lines(db: AsyncSession, order: int) -> list:
    return list(await db.execute(text("select * from line where id = :o"), {"o": order}))


async def load_payments(db: AsyncSession, order: int) -> list:
    return list(await db.execute(text("select * from payment where id = :o"), {"o": order}))


class Orders:
    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        self._sessions = sessions

    async def details(self, order: int) -> tuple[list, list]:
        async with self._sessions() as db:
            lines, payments = await asyncio.gather(load_lines(db, order), load_payments(db, order))  # expect: ASF704
            return lines, payments


async def archive(dsn: str, orders: list[int]) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        async with asyncio.TaskGroup() as group:
            for order in orders:
                group.create_task(connection.execute("select archive($1)", order))  # expect: ASF704
    finally:
        await connection.close()


async def order_numbers(start: int):
    number = start
    while number < start + 1000:
        yield number
        await asyncio.sleep(0)
        number += 1


async def number_worker(numbers, label: str) -> None:
    async for number in numbers:
        log.info("%s takes %d", label, number)


async def assign() -> None:
    numbers = order_numbers(1)
    async with anyio.create_task_group() as tasks:
        for label in ("a", "b", "c"):
            tasks.start_soon(number_worker, numbers, label)  # expect: ASF704


async def listen(socket, topic: str) -> None:
    while True:
        message = await socket.recv()
        log.info("%s: %s", topic, message)


async def subscribe(url: str, topics: list[str]) -> None:
    async with websockets.connect(url) as socket:
        await asyncio.gather(*[listen(socket, topic) for topic in topics])  # expect: ASF704
