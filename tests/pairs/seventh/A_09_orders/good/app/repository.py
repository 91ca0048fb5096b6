import asyncio


class OrderRepository:
    def __init__(self, pool, outbox):
        self.pool = pool
        self.outbox = outbox
        self._tasks = set()

    def _track(self, coro):
        task = asyncio.create_task(coro)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def place(self, order):
        async with self.pool.connection() as conn:
            with self.pool.labelled(conn, "place"):
                ident = await conn.fetchval("INSERT INTO orders ... RETURNING id", order)
        self._track(self._audit(ident))
        self.outbox.enqueue({"placed": ident})
        return ident

    async def _audit(self, ident):
        async with self.pool.connection() as conn:
            await conn.execute("INSERT INTO audit VALUES ($1)", ident)

    async def find(self, ident):
        async with self.pool.connection() as conn:
            return await conn.fetchrow("SELECT * FROM orders WHERE id = $1", ident)

    async def both(self, first, second):
        async with self.pool.connection() as conn:
            task = asyncio.create_task(conn.fetchrow("SELECT * FROM orders WHERE id = $1", first))
            one = await task
            two = await conn.fetchrow("SELECT * FROM orders WHERE id = $1", second)
        return one, two

    async def close(self):
        await asyncio.gather(*self._tasks)
