import httpx


class Gallery:
    def __init__(self, base_url: str) -> None:
        self.base_url = base_url

    async def images(self, album: str):
        async with httpx.AsyncClient(base_url=self.base_url) as client:
            listing = await client.get(f"/albums/{album}")
            for name in listing.json():
                image = await client.get(f"/images/{name}")
                yield name, image.content  # expect: ASF324

    async def chunks(self, name: str):
        async with httpx.AsyncClient() as client, client.stream("GET", f"{self.base_url}/raw/{name}") as reply:
            async for chunk in reply.aiter_bytes():
                yield chunk  # expect: ASF324


async def sizes(gallery: Gallery, album: str) -> dict[str, int]:
    found = {}
    async for name, content in gallery.images(album):
        found[name] = len(content)
    return found
