"""Sitemap crawler with polite limits."""
from __future__ import annotations

import asyncio
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from dataclasses import dataclass

import requests

log = logging.getLogger("sitemap")
breadcrumbs: ContextVar[list[str]] = ContextVar("breadcrumbs", default=[])  # expect: ASF804


async def crawl(url: str, fetch, seen: set[str] = set()) -> list[str]:  # expect: ASF804
    if url in seen:
        return []
    seen.add(url)
    found = await fetch(url)
    for link in found:
        log.debug("%s -> %s", url, link)
    return found


async def crawl_all(urls: list[str], fetch) -> list[list[str]]:
    return await asyncio.gather(*(crawl(url, fetch) for url in urls))


def check(url: str, *, session=requests.Session()) -> int:  # expect: ASF804
    return session.head(url, timeout=5).status_code


@dataclass
class Limits:
    per_second: float
    lock: threading.Lock = threading.Lock()  # expect: ASF804

    def describe(self) -> str:
        with self.lock:
            text = f"{self.per_second:.1f}/s"
        return text


def measure(url: str, timings: dict[str, float] = {}) -> float:  # expect: ASF804
    table = timings
    table[url] = len(url) / 100
    return table[url]


def measure_all(urls: list[str]) -> float:
    with ThreadPoolExecutor(4) as pool:
        return max(pool.map(measure, urls))


async def collect(inbox: asyncio.Queue, limit: int) -> list[str]:
    pages = []
    while len(pages) < limit:
        pages.append(await inbox.get())
    return pages
