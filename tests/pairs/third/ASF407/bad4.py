"""Database wrapper that always ends its transactions."""
import asyncio
from collections.abc import AsyncIterator

import asyncpg


class Database:
    def __init__(self, pool: asyncpg.Pool) -> None:
        self.pool = pool

    async def _commit(self, statements: list[str]) -> int:
        async with self.pool.acquire() as connection:
            async with connection.transaction():
                for statement in statements:
                    await connection.execute(statement)
        return len(statements)

    async def batches(self) -> AsyncIterator[list[str]]:
        for number in range(3):
            await asyncio.sleep(0)
            yield [f"INSERT INTO t VALUES ({number})"]

    async def run(self) -> int:
        loop = asyncio.get_running_loop()
        count = 0
        async for batch in self.batches():
            if len(batch) > 1:
                count += await asyncio.shield(loop.create_task(self._commit(batch)))  # expect: ASF407
            else:
                count += await asyncio.shield(  # expect: ASF407
                    self._commit(batch),
                )
        return count


async def main() -> None:
    pool = await asyncpg.create_pool("postgresql://localhost/app")
    print(await Database(pool).run())
    await pool.close()


if __name__ == "__main__":
    asyncio.run(main())
