"""Order service that shields coroutines without keeping their tasks."""
import asyncio
from asyncio import shield


class Orders:
    def __init__(self) -> None:
        self.rows: list[str] = []

    async def _commit(self, row: str) -> int:
        await asyncio.sleep(0.5)
        self.rows.append(row)
        return len(self.rows)

    async def place(self, row: str) -> int:
        return await asyncio.shield(self._commit(row))  # expect: ASF407

    async def place_named(self, row: str) -> int:
        count = await shield(asyncio.create_task(self._commit(row), name=row))  # expect: ASF407
        print("placed", count)
        return count

    async def place_all(self, rows: list[str]) -> None:
        for row in rows:
            loop = asyncio.get_running_loop()
            await shield(loop.create_task(self._commit(row)))  # expect: ASF407


async def main() -> None:
    orders = Orders()
    async with asyncio.timeout(2):
        await orders.place("a")
        await orders.place_named("b")
        await orders.place_all(["c"])


if __name__ == "__main__":
    asyncio.run(main())
