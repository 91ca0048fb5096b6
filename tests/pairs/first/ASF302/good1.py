import asyncio
import json
import logging

logger = logging.getLogger(__name__)


class Repo:
    def __init__(self, rows: dict[int, dict]) -> None:
        self.rows = rows

    async def get(self, key: int) -> dict:
        await asyncio.sleep(0)
        return self.rows[key]

    async def exists(self, key: int) -> bool:
        await asyncio.sleep(0)
        return key in self.rows

    async def count(self) -> int:
        return len(self.rows)

    async def describe(self, key: int) -> str:
        if not await self.exists(key) or (await self.count()) > 100:
            return "none"
        logger.debug("count %d", await self.count())
        name = (await self.get(key))["name"]
        merged = dict(**await self.get(key), extra=1)
        return f"{name}: {await self.count()} {json.dumps(merged)}" + str(await self.exists(0))
