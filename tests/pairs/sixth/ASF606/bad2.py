import asyncio


class Pool:
    """A pool of connections that is filled lazily by many tasks."""

    def __init__(self, connect, size: int) -> None:
        self._connect = connect
        self._idle: asyncio.Queue = asyncio.Queue(size)

    async def checkout(self):
        if self._idle.qsize() > 0:
            await asyncio.sleep(0)
            conn = self._idle.get_nowait()  # expect: ASF606
        else:
            conn = await self._connect()
        return conn

    async def give_back(self, conn) -> None:
        if self._idle.full():
            await conn.close()
        else:
            await conn.reset()
            self._idle.put_nowait(conn)  # expect: ASF606


async def query(pool: Pool, statement: str):
    conn = await pool.checkout()
    try:
        return await conn.fetch(statement)
    finally:
        await pool.give_back(conn)


async def report(pool: Pool, statements: list[str]):
    return await asyncio.gather(*(query(pool, statement) for statement in statements))
