"""An async generator that is left half-way."""


async def pages(client):
    cursor = await client.open()
    try:
        while True:
            yield await cursor.next()
    finally:
        await cursor.close()


async def first(client, wanted: str):
    async for page in pages(client):  # expect: ASF313
        if page.name == wanted:
            return page
    return None
