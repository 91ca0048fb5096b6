"""Job runner with a few convenient defaults."""
import asyncio
import logging
import queue
import threading
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from dataclasses import dataclass

import aiohttp

log = logging.getLogger("runner")

breadcrumbs: ContextVar[list[str]] = ContextVar("breadcrumbs", default=[])  # expect: ASF804


@dataclass
class Job:
    name: str
    priority: int = 0
    lock: threading.Lock = threading.Lock()  # expect: ASF804

    def run(self) -> str:
        with self.lock:
            log.info("running %s", self.name)
            return self.name


def mark(text: str) -> None:
    breadcrumbs.set([*breadcrumbs.get(), text])


async def fetch_all(
    session: aiohttp.ClientSession,
    urls: list[str],
    seen: set[str] = set(),  # expect: ASF804
) -> list[int]:
    sizes = []
    for url in urls:
        if url in seen:
            continue
        seen.add(url)
        async with session.get(url) as reply:
            sizes.append(len(await reply.read()))
    return sizes


class Worker:
    def __init__(self, name: str, inbox: queue.Queue = queue.Queue()) -> None:  # expect: ASF804
        self.name = name
        self.inbox = inbox
        self.results: list[str] = []

    def work(self, job: Job, log_to: list[str] = []) -> str:  # expect: ASF804
        result = job.run()
        log_to.append(f"{self.name}: {result}")
        return result

    def run(self, jobs: list[Job]) -> list[str]:
        with ThreadPoolExecutor(4) as pool:
            self.results = list(pool.map(self.work, jobs))
        return self.results


async def limited(coro_fn, limit: int = 3, *, gate=asyncio.Semaphore(3)):  # expect: ASF804
    log.debug("limit is %d", limit)
    async with gate:
        return await coro_fn()


async def main(urls: list[str]) -> None:
    mark("main")
    async with aiohttp.ClientSession() as session:
        async with asyncio.TaskGroup() as tg:
            for _ in range(2):
                tg.create_task(fetch_all(session, urls))
