import asyncio
from collections.abc import Generator


async def fetch(key: str) -> str:
    await asyncio.sleep(0)
    return key


class Request:
    def __init__(self, key: str) -> None:
        self.key = key

    def __await__(self) -> Generator[object, None, str]:
        return fetch(self.key).__await__()


async def all_of(keys: list[str]) -> list[str]:
    coros = [fetch(key) for key in keys]
    if not coros or len(coros) > 100:
        for coro in coros:
            coro.close()
        return []
    return [await coros[0], *await asyncio.gather(*coros[1:])]


async def one(key: str, pending: "asyncio.Future[str] | None") -> str:
    return await (pending or fetch(key))


async def by_request(key: str) -> str:
    request = Request(key)
    if request and request.key == key:
        return await request
    return str(request)
