import trio


class PageCache:
    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}

    async def fetch(self, host: str) -> bytes:
        stream = await trio.open_tcp_stream(host, 80)
        data = await stream.receive_some(4096)
        await stream.aclose()
        return data

    async def get(self, host: str) -> bytes:
        if host in self.pages:
            return self.pages[host]  # expect: ASF420
        data = await self.fetch(host)
        return self.pages.setdefault(host, data)

    async def sizes(self, hosts: list[str]) -> dict[str, int]:
        found = {}
        for host in hosts:
            found[host] = len(await self.fetch(host))
        return found  # expect: ASF420


async def main() -> None:
    cache = PageCache()
    print(await cache.sizes(["a.internal", "b.internal"]))
    print(await cache.get("a.internal"))


trio.run(main)
