"""Report exporter: HTTP fetches, spool files and a database pool."""
import asyncio
import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack

import aiohttp

log = logging.getLogger("export")


def count_lines(handle, label: str) -> int:
    total = sum(1 for _ in handle)
    log.info("%s has %d lines", label, total)
    return total


class Exporter:
    def __init__(self, base: str) -> None:
        self.base = base
        self.pool = ThreadPoolExecutor(max_workers=2)
        self._pending: set[asyncio.Task[str]] = set()

    async def _page(self, session: aiohttp.ClientSession, number: int) -> str:
        async with session.get(f"{self.base}/page/{number}") as response:
            return await response.text()

    def _track(self, task: "asyncio.Task[str]") -> None:
        self._pending.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: "asyncio.Task[str]") -> None:
        self._pending.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.error("page failed", exc_info=task.exception())

    async def fetch(self, pages: int) -> None:
        async with aiohttp.ClientSession() as session:
            for number in range(pages):
                task = asyncio.create_task(self._page(session, number))  # expect: ASF308
                self._track(task)
        log.info("%d pages requested", pages)

    def scan(self, path: str) -> "Future[int]":
        with open(path, encoding="utf-8") as spool:
            return self.pool.submit(count_lines, spool, path)  # expect: ASF308

    def scan_aside(self, path: str) -> threading.Thread:
        with ExitStack() as stack:
            source = stack.enter_context(open(path, encoding="utf-8"))
            worker = threading.Thread(target=lambda: count_lines(source, path))
            worker.start()  # expect: ASF308
        return worker

    async def head(self) -> list[str]:
        async with aiohttp.ClientSession(self.base) as session:
            tasks = [asyncio.create_task(self._page(session, n)) for n in (1, 2)]  # expect: ASF308
        return await asyncio.gather(*tasks)

    async def close(self) -> None:
        if self._pending:
            done, _ = await asyncio.wait(set(self._pending))
            log.debug("%d pages at the end", len(done))
        self.pool.shutdown(wait=False)


async def main() -> None:
    exporter = Exporter("http://reports.local")
    try:
        await exporter.fetch(3)
        print(await exporter.head())
    finally:
        await exporter.close()


if __name__ == "__main__":
    asyncio.run(main())
