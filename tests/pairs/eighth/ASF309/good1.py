"""Translation memory service client."""
from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
import threading
from typing import Any, Awaitable, Callable

import httpx

log = logging.getLogger(__name__)


class Memory:
    def __init__(self, base: str) -> None:
        self.base = base
        self._lock = threading.Lock()
        self._handlers: dict[str, Callable[[str], Awaitable[str]]] = {}
        self._hits = 0

    def register(self, language: str, handler: Callable[[str], Awaitable[str]]) -> None:
        with self._lock:
            self._handlers[language] = handler

    async def remote(self, text: str) -> str:
        async with httpx.AsyncClient(base_url=self.base) as client:
            response = await client.get("/lookup", params={"q": text})
            return response.text

    async def local(self, text: str) -> str:
        await asyncio.sleep(0)
        return text[::-1]

    def lookup(self, language: str, text: str) -> Awaitable[str]:
        with self._lock:
            handler = self._handlers.get(language)
            self._hits += 1
        if handler is None:
            return self.remote(text)
        return handler(text)

    def lookup_or_local(self, language: str, text: str) -> Awaitable[str]:
        try:
            with self._lock:
                handler = self._handlers[language]
        except KeyError:
            return self.local(text)
        else:
            return handler(text)

    def bound(self, text: str) -> Callable[[], Awaitable[str]]:
        with self._lock:
            hits = self._hits
            return functools.partial(self.local, f"{text}-{hits}")

    async def guarded(self, text: str) -> str:
        try:
            return await self.remote(text)
        except httpx.HTTPError as exc:
            log.warning("remote failed: %s", exc)
            return await self.local(text)

    async def limited(self, text: str) -> str:
        async with asyncio.timeout(2):
            job = self.remote(text)
            return await job

    async def both(self, text: str) -> list[str]:
        async with asyncio.TaskGroup() as group:

            def again(suffix: str) -> Awaitable[str]:
                return self.local(text + suffix)

            jobs = [group.create_task(self.local(text)), group.create_task(self.remote(text))]
            extra = await again("!")
        return [extra, *(job.result() for job in jobs)]

    def size(self) -> int:
        with self._lock:
            return len(self._handlers)

    def first(self, languages: list[str], text: str) -> Awaitable[Any]:
        chosen = ""
        with contextlib.suppress(StopIteration):
            chosen = next(iter(languages))
        return self.lookup(chosen, text)


async def main() -> None:
    memory = Memory("https://tm.invalid")
    memory.register("de", memory.local)
    log.info("%s", await memory.lookup("de", "Haus"))
    log.info("%s", await memory.lookup_or_local("fr", "maison"))
    log.info("%s", await memory.bound("x")())
    log.info("%s %s", await memory.guarded("a"), await memory.limited("b"))
    log.info("%s %d", await memory.both("c"), memory.size())
    log.info("%s", await memory.first(["de"], "Baum"))


if __name__ == "__main__":
    asyncio.run(main())
