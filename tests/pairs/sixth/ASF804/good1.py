import asyncio
import queue
import threading
from contextvars import ContextVar
from dataclasses import dataclass, field

import requests

breadcrumbs = ContextVar("breadcrumbs", default=())
DEFAULT_HEADERS = {"Accept": "text/html"}


@dataclass
class Site:
    base: str
    headers: dict = field(default_factory=dict)
    guard: threading.Lock = field(default_factory=threading.Lock)


class Crawler:
    def __init__(self, client):
        self.client = client

    async def crawl(self, path="/", titles=None):
        titles = {} if titles is None else titles
        titles[path] = await self.client.get(path)
        return titles

    async def fetch(self, path, headers={}):
        return await self.client.get(path, headers={**DEFAULT_HEADERS, **headers})

    async def tags(self, path, extra=[]):
        tags = list(extra)
        tags.append(await self.client.get(path))
        return tags

    async def kinds(self, path, allowed=("html", "text"), lock=None):
        lock = lock or asyncio.Lock()
        async with lock:
            kind = await self.client.kind(path)
        return kind in allowed


class Fetcher:
    def __init__(self, urls, make_session=requests.Session):
        self.urls = urls
        self.session = make_session()

    def sizes(self):
        return [len(self.session.get(url, timeout=5).content) for url in self.urls]


def consume(inbox=None, show=print):
    inbox = queue.Queue(100) if inbox is None else inbox
    for item in iter(inbox.get, None):
        show(item)


def leave_crumb(text):
    token = breadcrumbs.set((*breadcrumbs.get(), text))
    return token
