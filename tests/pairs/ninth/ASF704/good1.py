"""Reporting service: one connection per task."""
import asyncio
import logging

import asyncpg
import websockets
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

log = logging.getLogger("reporting")


class Reports:
    def __init__(self, sessions: async_sessionmaker[AsyncSession], model) -> None:
        self.sessions = sessions
        self.model = model

    async def _rows(self, state: str) -> list:
        async with self.sessions() as session:
            result = await session.scalars(select(self.model).where(self.model.state == state))
            return list(result)

    async def overview(self) -> list[list]:
        return await asyncio.gather(self._rows("open"), self._rows("closed"))

    async def sequential(self, session: AsyncSession) -> list:
        out = []
        for state in ("open", "closed"):
            out.append(await session.scalar(select(self.model).where(self.model.state == state)))
        return out


class Stock:
    def __init__(self, dsn: str) -> None:
        self.dsn = dsn
        self.lock = asyncio.Lock()
        self.pool: asyncpg.Pool | None = None
        self.audit: asyncpg.Connection | None = None

    async def open(self) -> None:
        self.pool = await asyncpg.create_pool(self.dsn)
        self.audit = await asyncpg.connect(self.dsn)

    async def level(self, item: str) -> int:
        return await self.pool.fetchval("select count from stock where item = $1", item)

    async def note(self, line: str) -> None:
        async with self.lock:
            await self.audit.execute("insert into audit values ($1)", line)

    async def levels(self, items: list[str]) -> list[int]:
        await asyncio.gather(*(self.note(item) for item in items))
        return await asyncio.gather(*(self.level(item) for item in items))


async def receive(socket) -> None:
    async for message in socket:
        log.info("received %s", message)


async def send(socket, lines: list[str]) -> None:
    for line in lines:
        await socket.send(line)


async def chat(url: str, lines: list[str]) -> None:
    async with websockets.connect(url) as socket:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(receive(socket))
            tg.create_task(send(socket, lines))
