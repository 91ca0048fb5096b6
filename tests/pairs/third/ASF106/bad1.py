"""Chat bot plugin that keeps karma points in SQLite."""
import asyncio
import sqlite3
from typing import Optional

SCHEMA = "CREATE TABLE IF NOT EXISTS karma (nick TEXT PRIMARY KEY, points INTEGER)"


class KarmaStore:
    def __init__(self, path: str) -> None:
        self.connection = sqlite3.connect(path)
        self.connection.execute(SCHEMA)

    async def points(self, nick: str) -> Optional[int]:
        row = self.connection.execute("SELECT points FROM karma WHERE nick = ?", (nick,)).fetchone()  # expect: ASF106
        await asyncio.sleep(0)
        return row[0] if row else None

    async def give(self, nick: str, amount: int) -> None:
        await asyncio.sleep(0)
        self.connection.execute(  # expect: ASF106
            "INSERT INTO karma VALUES (?, ?) ON CONFLICT(nick) DO UPDATE SET points = points + ?",
            (nick, amount, amount),
        )
        self.connection.commit()  # expect: ASF106


class Bot:
    def __init__(self, store: KarmaStore) -> None:
        self.store = store

    async def on_message(self, text: str) -> str:
        nick, _, suffix = text.partition("++")
        await self.store.give(nick, 1 if not suffix else 0)
        return f"{nick} has {await self.store.points(nick)} points"


def main() -> None:
    bot = Bot(KarmaStore("karma.db"))
    print(asyncio.run(bot.on_message("ada++")))


if __name__ == "__main__":
    main()
