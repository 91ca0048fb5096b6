"""Repository layer of a wiki on asyncpg, with tracing."""
from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from typing import Any, Awaitable, Iterator

import asyncpg

log = logging.getLogger("wiki.db")


@contextlib.contextmanager
def traced(name: str) -> Iterator[None]:
    begin = time.perf_counter()
    try:
        yield
    finally:
        log.debug("%s took %.3f s", name, time.perf_counter() - begin)


class Pages:
    def __init__(self, pool: asyncpg.Pool) -> None:
        self.pool = pool

    async def _select(self, slug: str) -> dict[str, Any]:
        async with self.pool.acquire() as conn:
            row = await conn.fetchrow("select slug, body from page where slug = $1", slug)
        return dict(row) if row is not None else {}

    async def _select_draft(self, slug: str) -> dict[str, Any]:
        async with self.pool.acquire() as conn:
            row = await conn.fetchrow("select slug, body from draft where slug = $1", slug)
        return dict(row) if row is not None else {}

    def get(self, slug: str, *, draft: bool = False) -> Awaitable[dict[str, Any]]:
        with traced("get"):
            return self._select_draft(slug) if draft else self._select(slug)  # expect: ASF309

    def get_or_empty(self, slug: str) -> Awaitable[dict[str, Any]]:
        try:
            return self._select(slug)  # expect: ASF309
        except asyncpg.PostgresError as exc:
            log.error("cannot read %s: %s", slug, exc)
            return self._empty(slug)

    async def _empty(self, slug: str) -> dict[str, Any]:
        await asyncio.sleep(0)
        return {"slug": slug, "body": ""}

    async def history(self, slug: str) -> Awaitable[list[asyncpg.Record]]:
        async with self.pool.acquire() as conn:
            await conn.execute("set local statement_timeout = 500")
            return self._history(conn, slug)  # expect: ASF309

    async def _history(self, conn: asyncpg.Connection, slug: str) -> list[asyncpg.Record]:
        return await conn.fetch("select * from revision where slug = $1", slug)

    def rename(self, old: str, new: str) -> Awaitable[None]:
        log.info("renaming %s", old)
        try:
            job = self._rename(old, new)
            return job  # expect: ASF309
        finally:
            log.info("renamed %s to %s", old, new)

    async def _rename(self, old: str, new: str) -> None:
        async with self.pool.acquire() as conn:
            await conn.execute("update page set slug = $2 where slug = $1", old, new)


async def main() -> None:
    async with asyncpg.create_pool("postgresql:///wiki") as pool:
        pages = Pages(pool)
        await pages.rename("home", "start")
        page = await pages.get("start")
        rows = await (await pages.history("start"))
        log.info("%s: %d revisions, draft %s", page["slug"], len(rows), await pages.get_or_empty("draft"))


if __name__ == "__main__":
    logging.basicConfig(level=logging.DEBUG)
    asyncio.run(main())
