import asyncio

import httpx


class Shop:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def fetch(self, path: str) -> dict:
        reply = await self.client.get(path)
        return reply.json()

    async def order_owner(self, number: int) -> dict:
        order = await self.fetch(f"/orders/{number}")
        return await self.fetch(f"/users/{order['owner']}")

    async def together(self) -> tuple[dict, dict]:
        sales, stock = await asyncio.gather(self.fetch("/sales"), self.fetch("/stock"))
        return sales, stock

    async def pages(self) -> list[dict]:
        found: list[dict] = []
        path = "/items"
        while path:
            page = await self.fetch(path)
            found.extend(page["items"])
            path = page.get("next")
        return found

    async def first_known(self, names: list[str]) -> dict | None:
        for name in names:
            item = await self.fetch(f"/items/{name}")
            if item:
                return item
        return None

    async def login_then_read(self, user: str) -> dict:
        await self.client.post("/login", json={"user": user})
        return await self.fetch("/me")


async def send_lines(writer: asyncio.StreamWriter, lines: list[bytes]) -> None:
    for line in lines:
        writer.write(line)
        await writer.drain()


async def started_first(shop: Shop) -> list[dict]:
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(shop.fetch(path)) for path in ("/a", "/b")]
    return [task.result() for task in tasks]
