"""Order service: SQLAlchemy, asyncpg and websockets in concurrent tasks."""
import asyncio
import logging

import asyncpg
import websockets
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

log = logging.getLogger("orders")


class Orders:
    def __init__(self, sessions: async_sessionmaker[AsyncSession], model) -> None:
        self.sessions = sessions
        self.model = model

    async def _count(self, session: AsyncSession, state: str) -> int:
        result = await session.execute(
            select(self.model).where(self.model.state == state)
        )
        return len(result.all())

    async def overview(self) -> list[int]:
        async with self.sessions() as session:
            return await asyncio.gather(
                self._count(session, "open"),
                self._count(session, "paid"),  # expect: ASF704
            )

    async def touch(self, ids: list[int]) -> None:
        async with self.sessions.begin() as session:
            statement = text("update orders set touched = now() where id = :id")
            async with asyncio.TaskGroup() as tg:
                for number in ids:
                    tg.create_task(session.execute(statement, {"id": number}))  # expect: ASF704


class Warehouse:
    def __init__(self, dsn: str) -> None:
        self.dsn = dsn
        self.conn: asyncpg.Connection | None = None

    async def open(self) -> None:
        self.conn = await asyncpg.connect(self.dsn)

    async def stock(self, item: str) -> int:
        return await self.conn.fetchval("select count from stock where item = $1", item)

    async def report(self, items: list[str]) -> dict[str, int]:
        values = await asyncio.gather(*[self.stock(item) for item in items])  # expect: ASF704
        return dict(zip(items, values))


async def pump(socket, label: str) -> None:
    while True:
        message = await socket.recv()
        log.info("%s: %s", label, message)


async def listen(url: str) -> None:
    async with websockets.connect(url) as socket:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(pump(socket, "prices"))
            tg.create_task(pump(socket, "orders"))  # expect: ASF704
