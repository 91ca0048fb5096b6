"""Closed on leaving, or run to its end."""
from contextlib import aclosing


async def pages(client):
    cursor = await client.open()
    try:
        while True:
            yield await cursor.next()
    finally:
        await cursor.close()


async def first(client, wanted: str):
    async with aclosing(pages(client)) as found:
        async for page in found:
            if page.name == wanted:
                return page
    return None


async def everything(client) -> list:
    return [page async for page in pages(client)]
