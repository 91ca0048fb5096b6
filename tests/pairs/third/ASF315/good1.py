"""Database gateway that is made by an asynchronous class method."""
import asyncio
from types import TracebackType

import asyncpg


class Gateway:
    def __init__(self, pool: asyncpg.Pool) -> None:
        self.pool = pool

    @classmethod
    async def create(cls, dsn: str) -> "Gateway":
        return cls(await asyncpg.create_pool(dsn))

    async def __aenter__(self) -> "Gateway":
        await self.ping()
        return self

    async def __aexit__(self, kind: type | None, error: BaseException | None, tb: TracebackType | None) -> None:
        await self.pool.close()

    async def __call__(self, query: str) -> list:
        return await self.pool.fetch(query)

    async def ping(self) -> None:
        await self.pool.execute("SELECT 1")

    def __len__(self) -> int:
        return self.pool.get_size()

    def __repr__(self) -> str:
        return f"<Gateway {len(self)}>"


async def main() -> None:
    async with await Gateway.create("postgresql://localhost/app") as gateway:
        print(gateway, await gateway("SELECT 2"))


if __name__ == "__main__":
    asyncio.run(main())
