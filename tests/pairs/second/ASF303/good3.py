import asyncio


class Fetcher:
    def __init__(self, http) -> None:
        self._http = http

    def fetch(self, url: str) -> "asyncio.Task[bytes]":
        return asyncio.create_task(self._http.get(url))

    async def race(self, primary: str, mirror: str | None) -> bytes:
        if mirror is None:
            task = asyncio.create_task(self._http.get(primary))
        else:
            task = asyncio.ensure_future(self._http.get_any([primary, mirror]))
        return await task

    async def many(self, urls: list[str]) -> list[bytes]:
        tasks = []
        for url in urls:
            tasks.append(asyncio.create_task(self._http.get(url)))
        return await asyncio.gather(*tasks)

    async def limited(self, url: str) -> bytes:
        return await asyncio.wait_for(asyncio.ensure_future(self._http.get(url)), 5)
