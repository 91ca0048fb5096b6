"""Bank statement import."""
from __future__ import annotations

import asyncio
import logging
from typing import Any

import asyncpg
import httpx

log = logging.getLogger("bank")


class Api:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def token(self, user: str) -> str:
        response = await self.client.post("/token", data={"user": user})
        return str(response.json()["token"])

    async def page(self, token: str, cursor: str) -> dict[str, Any]:
        response = await self.client.get("/tx", params={"cursor": cursor}, headers={"X-Token": token})
        return dict(response.json())

    async def transactions(self, user: str) -> list[dict[str, Any]]:
        token = await self.token(user)
        page = await self.page(token, "")
        rows = list(page["rows"])
        while cursor := page.get("next"):
            page = await self.page(token, cursor)
            rows.extend(page["rows"])
        return rows

    async def first_with(self, token: str, cursors: list[str]) -> dict[str, Any] | None:
        for cursor in cursors:
            page = await self.page(token, cursor)
            if page["rows"]:
                return page
        return None

    async def polite(self, token: str, cursors: list[str]) -> int:
        total = 0
        for cursor in cursors:
            total += len((await self.page(token, cursor))["rows"])
            await asyncio.sleep(1.0)
        return total


class Ledger:
    def __init__(self, pool: asyncpg.Pool) -> None:
        self.pool = pool

    async def store(self, rows: list[dict[str, Any]]) -> None:
        async with self.pool.acquire() as conn, conn.transaction():
            await conn.execute("delete from staging")
            for row in rows:
                await conn.execute("insert into staging values ($1, $2)", row["id"], row["amount"])
            await conn.execute("insert into tx select * from staging on conflict do nothing")


async def greet(writer: asyncio.StreamWriter, reader: asyncio.StreamReader) -> str:
    writer.write(b"HELO\n")
    await writer.drain()
    first = await reader.readline()
    second = await reader.readline()
    return (first + second).decode()


async def fold(api: Api, token: str, depth: int) -> str:
    cursor = "0"
    for _ in range(depth):
        cursor = str((await api.page(token, cursor)).get("next", cursor))
    return cursor


async def resume(api: Api, user: str) -> str:
    token = await api.token(user)
    return await fold(api, token, 4)


async def overview(api: Api, users: list[str]) -> int:
    counts = await asyncio.gather(*(api.transactions(user) for user in users))
    return sum(map(len, counts))


async def main() -> None:
    async with httpx.AsyncClient(base_url="https://bank.invalid") as client:
        api = Api(client)
        rows = await api.transactions("ann")
        async with asyncpg.create_pool("postgresql:///bank") as pool:
            await Ledger(pool).store(rows)
        log.info("%d rows", len(rows))
        if len(rows) > 100:
            log.info("last cursor %s", await resume(api, "bob"))


if __name__ == "__main__":
    asyncio.run(main())
