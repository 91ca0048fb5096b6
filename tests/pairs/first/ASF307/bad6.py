import asyncio
import atexit
import weakref


async def close_all() -> None:
    await asyncio.sleep(0)


async def score(host: str) -> int:
    await asyncio.sleep(0)
    return len(host)


async def alive(host: str) -> bool:
    return await score(host) > 3


atexit.register(close_all)  # expect: ASF307


class Hosts:
    def __init__(self, names: list[str]) -> None:
        self.names = names
        weakref.finalize(self, close_all)  # expect: ASF307

    async def ranked(self) -> list[str]:
        await asyncio.sleep(0)
        return sorted(self.names, key=score)  # expect: ASF307

    async def reachable(self) -> list[str]:
        await asyncio.sleep(0)
        return list(filter(alive, self.names))  # expect: ASF307
