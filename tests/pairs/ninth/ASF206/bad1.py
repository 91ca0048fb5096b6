"""Template cache of a static site generator with a live preview server."""
from __future__ import annotations

import asyncio
import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import RLock

import trio

log = logging.getLogger("site")


class Template:
    def __init__(self, name: str, source: str) -> None:
        self.name = name
        self.source = source
        self.hits = 0

    def render(self, **fields: str) -> str:
        return self.source.format(**fields)


class Cache:
    lock_type = threading.Lock

    def __init__(self, load: Callable[[str], str], size: int = 64) -> None:
        self._load = load
        self._size = size
        self._templates: OrderedDict[str, Template] = OrderedDict()

    @property
    def _lock(self) -> threading.Lock:
        return self.lock_type()

    def get(self, name: str) -> Template | None:
        with self._lock:  # expect: ASF206
            return self._templates.get(name)

    def put(self, name: str) -> Template:
        template = Template(name, self._load(name))
        with RLock():  # expect: ASF206
            self._templates[name] = template
        return template

    def trim(self) -> int:
        lock = threading.Lock()  # expect: ASF206
        dropped = 0
        lock.acquire()
        try:
            overflow = len(self._templates) - self._size
            for name in list(self._templates)[: max(overflow, 0)]:
                self._templates.pop(name)
                dropped += 1
        finally:
            lock.release()
        return dropped


class Preview:
    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._clients: list[asyncio.StreamWriter] = []

    async def broadcast(self, message: bytes) -> int:
        turn, sent = asyncio.Lock(), 0  # expect: ASF206
        for writer in tuple(self._clients):
            async with turn:
                writer.write(message)
                await writer.drain()
                sent += 1
        return sent

    def attach(self, writer: asyncio.StreamWriter) -> None:
        self._clients.append(writer)


async def publish(pages: list[str], send: trio.MemorySendChannel[str]) -> None:
    for page in pages:
        async with trio.Lock():  # expect: ASF206
            await send.send(page)


def render_all(templates: list[Template]) -> list[str]:
    guard = threading.Lock()
    pages: list[str] = []

    def one(template: Template) -> None:
        text = template.render(title=template.name)
        with guard:
            pages.append(text)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(one, templates))
    return pages
