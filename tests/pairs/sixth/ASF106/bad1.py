import asyncio
import sqlite3
from contextlib import closing


class Ledger:
    def __init__(self, path):
        self.path = path
        self.conn = sqlite3.connect(path)
        self.conn.execute("create table if not exists entry (account text, cents int)")

    async def book(self, account, cents):
        self.conn.execute("insert into entry values (?, ?)", (account, cents))  # expect: ASF106
        self.conn.commit()  # expect: ASF106
        await asyncio.sleep(0)

    async def balance(self, account):
        await asyncio.sleep(0)
        with closing(self.conn.cursor()) as cur:
            cur.execute("select sum(cents) from entry where account = ?", (account,))  # expect: ASF106
            return cur.fetchone()[0]  # expect: ASF106


async def serve(ledger):
    await ledger.book("coffee", 280)
    print(await ledger.balance("coffee"))


if __name__ == "__main__":
    asyncio.run(serve(Ledger("ledger.db")))
