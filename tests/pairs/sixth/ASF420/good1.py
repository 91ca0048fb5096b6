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
            await trio.lowlevel.checkpoint()
            return self.pages[host]
        data = await self.fetch(host)
        return self.pages.setdefault(host, data)

    async def sizes(self, hosts: list[str]) -> dict[str, int]:
        await trio.lowlevel.checkpoint()
        return {host: len(await self.fetch(host)) for host in hosts}

    async def strict(self, host: str) -> bytes:
        if not host:
            raise ValueError("no host")
        return await self.fetch(host)

    def known(self, host: str) -> bool:
        return host in self.pages

    async def either(self, primary: str, backup: str, use_backup: bool) -> bytes:
        if use_backup:
            data = await self.fetch(backup)
        else:
            data = await self.fetch(primary)
        return data

    async def forever(self, host: str) -> None:
        while True:
            await self.fetch(host)


async def ticks(period: float):
    while True:
        await trio.sleep(period)
        yield trio.current_time()


async def pages(cache: PageCache) -> list[str]:
    await trio.sleep(1)

    def names() -> list[str]:
        return sorted(cache.pages)

    return names()
