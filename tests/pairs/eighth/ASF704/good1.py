"""Hotel search: fans out over suppliers with the right thing per task."""
from __future__ import annotations

import asyncio
import logging

import aiohttp
import asyncpg
import websockets
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

log = logging.getLogger("hotels")


class Search:
    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        self._sessions = sessions

    async def _rooms(self, hotel: int) -> list:
        async with self._sessions() as db:
            return list(await db.execute(text("select * from room where hotel = :h"), {"h": hotel}))

    async def rooms(self, hotels: list[int]) -> list[list]:
        return await asyncio.gather(*(self._rooms(hotel) for hotel in hotels))

    async def report(self, hotels: list[int]) -> list[list]:
        """One session, one query after the other."""
        found = []
        async with self._sessions() as db:
            for hotel in hotels:
                rows = await db.execute(text("select * from stay where hotel = :h"), {"h": hotel})
                found.append(list(rows))
        return found


async def book(pool: asyncpg.Pool, rooms: list[int]) -> None:
    async with asyncio.TaskGroup() as group:
        for room in rooms:
            group.create_task(pool.execute("select book($1)", room))


async def ask(http: aiohttp.ClientSession, url: str) -> str:
    async with http.get(url) as response:
        return await response.text()


async def ask_all(urls: list[str]) -> list[str]:
    async with aiohttp.ClientSession() as http:
        return await asyncio.gather(*(ask(http, url) for url in urls))


async def receive(socket) -> None:
    async for message in socket:
        log.info("offer %s", message)


async def keep_alive(socket) -> None:
    while True:
        await socket.send("ping")
        await asyncio.sleep(20)


async def offers(url: str) -> None:
    """One task receives, the other one sends."""
    async with websockets.connect(url) as socket:
        pinger = asyncio.create_task(keep_alive(socket))
        try:
            await receive(socket)
        finally:
            pinger.cancel()
            await asyncio.gather(pinger, return_exceptions=True)


async def pages(url: str, last: int):
    for number in range(last):
        yield f"{url}?page={number}"
        await asyncio.sleep(0)


async def crawl(urls: list[str]) -> None:
    """Each task iterates a generator of its own."""

    async def one(url: str) -> None:
        async for page in pages(url, 3):
            log.info("page %s", page)

    await asyncio.gather(*(one(url) for url in urls))


async def locked(connection: asyncpg.Connection, rooms: list[int]) -> None:
    turn = asyncio.Lock()

    async def one(room: int) -> None:
        async with turn:
            await connection.execute("select clean($1)", room)

    await asyncio.gather(*(one(room) for room in rooms))
