import asyncio
from dataclasses import dataclass

import httpx


@dataclass
class Ctx:
    session: httpx.AsyncClient
    base: str = "https://api.example.org"


class Inventory:
    def __init__(self, ctx: Ctx) -> None:
        self._ctx = ctx

    async def one(self, sku: str) -> dict:
        resp = await self._ctx.session.get(f"{self._ctx.base}/items/{sku}")
        return resp.json()

    async def many(self, skus: list[str]) -> list[httpx.Response]:
        calls = [self._ctx.session.get(f"{self._ctx.base}/items/{sku}") for sku in skus]
        return await asyncio.gather(*calls)

    async def ping(self) -> bool:
        reply = await asyncio.wait_for(self._ctx.session.head(self._ctx.base), 2)
        return reply.is_success
