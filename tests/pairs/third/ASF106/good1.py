"""Karma bot that uses the asynchronous SQLite driver."""
import asyncio
import sqlite3

import aiosqlite


class KarmaStore:
    def __init__(self, path: str) -> None:
        self.path = path

    def _export(self) -> list[tuple[str, int]]:
        connection = sqlite3.connect(self.path)
        try:
            return connection.execute("SELECT nick, points FROM karma").fetchall()
        finally:
            connection.close()

    async def points(self, nick: str) -> int:
        async with aiosqlite.connect(self.path) as db:
            async with db.execute("SELECT points FROM karma WHERE nick = ?", (nick,)) as cursor:
                row = await cursor.fetchone()
        return row[0] if row else 0

    async def give(self, nick: str) -> None:
        async with aiosqlite.connect(self.path) as db:
            await db.execute("UPDATE karma SET points = points + 1 WHERE nick = ?", (nick,))
            await db.commit()

    async def export(self) -> list[tuple[str, int]]:
        return await asyncio.to_thread(self._export)


async def main() -> None:
    store = KarmaStore("karma.db")
    await store.give("ada")
    print(await store.points("ada"), await store.export())


if __name__ == "__main__":
    asyncio.run(main())
