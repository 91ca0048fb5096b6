import asyncio

import httpx


async def part(client: httpx.AsyncClient, name: str) -> dict:
    reply = await client.get(f"/{name}")
    return reply.json()


async def load(client: httpx.AsyncClient) -> dict:
    async with asyncio.TaskGroup() as group:
        orders = group.create_task(part(client, "orders"))
        photos = group.create_task(part(client, "photos"))
    return {"orders": orders.result(), "photos": photos.result()}


async def tolerant(client: httpx.AsyncClient, names: list[str]) -> list[dict]:
    results = await asyncio.gather(*[part(client, name) for name in names], return_exceptions=True)
    return [result for result in results if not isinstance(result, BaseException)]


async def stop(tasks: list[asyncio.Task]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def by_hand(client: httpx.AsyncClient) -> list[dict]:
    tasks = [asyncio.create_task(part(client, name)) for name in ("a", "b")]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    await stop(list(pending))
    return [task.result() for task in done]


class Collector:
    def __init__(self) -> None:
        self.parts: list[dict] = []

    def gather(self, *parts: dict) -> int:
        self.parts.extend(parts)
        return len(self.parts)

    async def fill(self, client: httpx.AsyncClient) -> int:
        first = await part(client, "first")
        return self.gather(first, {})
