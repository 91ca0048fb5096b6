import asyncio


async def fetch(url: str) -> bytes:
    reader, writer = await asyncio.open_connection(url, 80)
    writer.close()
    return await reader.read()


def fetch_sync(url: str) -> bytes:
    return asyncio.run(fetch(url))


class Feed:
    def __init__(self, urls: list[str]) -> None:
        self.urls = urls
        self.bodies: dict[str, bytes] = {}

    def _load(self, url: str) -> bytes:
        body = fetch_sync(url)
        self.bodies[url] = body
        return body

    async def first(self) -> bytes:
        for url in self.urls:
            if body := self._load(url):  # expect: ASF305
                return body
        return b""
