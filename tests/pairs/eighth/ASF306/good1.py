"""Package index mirror: fetch, retry, cache."""
from __future__ import annotations

import asyncio
import functools
import logging
from typing import Awaitable, Callable, Generator, TypeVar

from async_lru import alru_cache as cache

log = logging.getLogger("mirror")
T = TypeVar("T")


class Gone(Exception):
    pass


class Ready:
    """May be awaited any number of times."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def set(self) -> None:
        self._event.set()

    def __await__(self) -> Generator[None, None, bool]:
        return self._event.wait().__await__()


async def download(name: str, *, simple: bool = False) -> bytes:
    await asyncio.sleep(0.01)
    if name.startswith("-"):
        raise Gone(name)
    return f"{name}:{simple}".encode()


async def retry(factory: Callable[[], Awaitable[T]], attempts: int = 3) -> T:
    for attempt in range(attempts):
        try:
            return await factory()
        except OSError as exc:
            log.warning("attempt %d: %s", attempt, exc)
    raise Gone("too many attempts")


@cache(maxsize=256)
async def metadata(name: str) -> dict[str, int]:
    page = await download(name)
    return {"size": len(page)}


@functools.lru_cache(maxsize=None)
def normalise(name: str) -> str:
    return name.lower().replace("_", "-")


class Mirror:
    def __init__(self) -> None:
        self.ready = Ready()
        self.index: dict[str, asyncio.Task[bytes]] = {}

    def page(self, name: str) -> asyncio.Task[bytes]:
        if name not in self.index:
            self.index[name] = asyncio.create_task(download(name))
        return self.index[name]

    async def sizes(self, name: str) -> tuple[int, int]:
        task = self.page(name)
        before = len(await task)
        after = len(await task)
        return before, after

    async def either(self, name: str, fallback: bool) -> bytes:
        job = download(name, simple=fallback)
        if fallback:
            async with asyncio.timeout(5):
                return await job
        else:
            return await job

    async def twice(self, name: str) -> bytes:
        job = download(name)
        first = await job
        job = download(name, simple=True)
        return first + await job

    async def sync(self, names: list[str]) -> int:
        await self.ready
        make = functools.partial(download, "index", simple=True)
        total = len(await make()) + len(await make())
        jobs = {name: download(normalise(name)) for name in names}
        for name, job in jobs.items():
            total += len(await job)
            log.info("%s done", name)
        total += len(await retry(lambda: download("extra")))
        pings = [download("ping") for _ in range(3)]
        total += sum(map(len, await asyncio.gather(*pings)))
        return total


async def main() -> None:
    mirror = Mirror()
    mirror.ready.set()
    await mirror.ready
    log.info("%d bytes", await mirror.sync(["Flask", "aio_http"]))
    log.info("%s %s", await mirror.sizes("flask"), await metadata("flask"))
    log.info("%s", await mirror.either("flask", True) + await mirror.twice("flask"))


if __name__ == "__main__":
    asyncio.run(main())
