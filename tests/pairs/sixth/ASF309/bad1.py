import asyncio
from contextlib import asynccontextmanager


class Pool:
    def __init__(self, dsn):
        self.dsn = dsn

    @asynccontextmanager
    async def connection(self):
        conn = Conn(self.dsn)
        try:
            yield conn
        finally:
            conn.close()


class Conn:
    def __init__(self, dsn):
        self.dsn = dsn

    async def fetch(self, query):
        await asyncio.sleep(0.01)
        return [query]

    def close(self):
        print("closed", self.dsn)


class Users:
    def __init__(self, pool: Pool):
        self.pool = pool

    async def run(self, query):
        await asyncio.sleep(0)
        return query.upper()

    async def all(self):
        async with self.pool.connection():
            return self.run("select * from users")  # expect: ASF309

    def safe(self, query):
        try:
            return self.run(query)  # expect: ASF309
        except ConnectionError:
            return None


async def main():
    users = Users(Pool("db://"))
    print(await (await users.all()))
    print(await users.safe("select 1"))


asyncio.run(main())
