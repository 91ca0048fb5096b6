"""Mirror: tasks end before what they borrowed is closed."""
import asyncio
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack

import aiohttp

log = logging.getLogger("mirror")


def digest(data: bytes) -> int:
    return sum(data) % 65521


def tail(handle, out: list[str]) -> None:
    out.extend(list(handle)[-5:])


class Mirror:
    def __init__(self, base: str) -> None:
        self.base = base
        self._stack = AsyncExitStack()
        self._session: aiohttp.ClientSession | None = None
        self._jobs: set[asyncio.Task[int]] = set()

    async def __aenter__(self) -> "Mirror":
        self._session = await self._stack.enter_async_context(aiohttp.ClientSession())
        return self

    async def __aexit__(self, *exc: object) -> None:
        try:
            await asyncio.gather(*self._jobs)
        finally:
            await self._stack.aclose()

    async def _get(self, session: aiohttp.ClientSession, path: str) -> int:
        async with session.get(self.base + path) as response:
            return digest(await response.read())

    def queue(self, path: str) -> None:
        assert self._session is not None
        self._jobs.add(asyncio.create_task(self._get(self._session, path)))

    async def fetch(self, paths: list[str]) -> list[int]:
        async with aiohttp.ClientSession() as session:
            tasks = [asyncio.create_task(self._get(session, p)) for p in paths]
            return await asyncio.gather(*tasks)

    async def fetch_grouped(self, paths: list[str]) -> list[int]:
        async with aiohttp.ClientSession() as session:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(self._get(session, p)) for p in paths]
        return [task.result() for task in tasks]


def checksum(path: str, pool: ThreadPoolExecutor) -> int:
    with open(path, "rb") as source:
        data = source.read()
        future = pool.submit(digest, data)
    return future.result()


def last_lines(path: str) -> list[str]:
    out: list[str] = []
    with open(path, encoding="utf-8") as source:
        worker = threading.Thread(target=tail, args=(source, out))
        worker.start()
        log.debug("reading %s", path)
        worker.join()
    return out


def own_file(path: str) -> threading.Thread:
    def work() -> None:
        with open(path, encoding="utf-8") as source:
            log.info("%d lines", len(source.readlines()))

    with open(path + ".lock", "a", encoding="utf-8") as marker:
        marker.write("scan\n")
        worker = threading.Thread(target=work)
        worker.start()
    return worker


async def main() -> None:
    async with Mirror("http://pypi.local") as mirror:
        mirror.queue("/simple")
        print(await mirror.fetch(["/a"]), await mirror.fetch_grouped(["/b", "/c"]))


if __name__ == "__main__":
    asyncio.run(main())
