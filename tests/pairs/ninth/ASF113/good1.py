"""Report generator: builds callables first and runs them on workers."""
from __future__ import annotations

import asyncio
import functools
import logging
import operator
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import anyio
import trio

log = logging.getLogger("reports")

Row = dict[str, int]


class Formatter:
    def __init__(self, columns: list[str]) -> None:
        self.columns = columns

    def __call__(self, row: Row) -> str:
        return ";".join(str(row.get(column, "")) for column in self.columns)


def make_totaller(column: str) -> Callable[[list[Row]], int]:
    pick = operator.itemgetter(column)

    def total(rows: list[Row]) -> int:
        return sum(pick(row) for row in rows)

    return total


def pdf(rows: list[Row]) -> bytes:
    return b"%PDF" + repr(rows).encode()


def html(rows: list[Row]) -> bytes:
    return b"<table>" + repr(rows).encode()


RENDERERS: dict[str, Callable[[list[Row]], bytes]] = {"pdf": pdf, "html": html}


def renderer(kind: str) -> Callable[[list[Row]], bytes]:
    return RENDERERS[kind]


def timed(fn: Callable[..., object]) -> Callable[..., object]:
    @functools.wraps(fn)
    def run(*args: object) -> object:
        log.debug("running %s", fn)
        return fn(*args)

    return run


class Reports:
    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        self.pool = ThreadPoolExecutor(2)

    async def total(self, column: str) -> int:
        return await asyncio.to_thread(make_totaller(column), self.rows)

    async def format_first(self) -> str:
        return await asyncio.to_thread(Formatter(["a", "b"]), self.rows[0])

    async def render(self, kind: str) -> bytes:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.pool, renderer(kind), self.rows)

    async def render_direct(self, kind: str) -> bytes:
        return await anyio.to_thread.run_sync(RENDERERS.get(kind, pdf), self.rows)

    def column(self, name: str) -> Future[object]:
        return self.pool.submit(operator.itemgetter(name), self.rows[0])

    async def html(self) -> bytes:
        return await trio.to_thread.run_sync(functools.partial(html, self.rows))

    def close(self) -> None:
        self.pool.shutdown()


def announce(rows: list[Row]) -> None:
    log.info("%d rows", len(rows))


def start_announcer(rows: list[Row]) -> threading.Thread:
    thread = threading.Thread(target=timed(announce), args=(rows,), name=make_name(rows))
    thread.start()
    return thread


def make_name(rows: list[Row]) -> str:
    return f"announce-{len(rows)}"


def later(reports: Reports, kind: str) -> threading.Timer:
    timer = threading.Timer(len(reports.rows) * 0.1, renderer(kind), args=(reports.rows,))
    timer.daemon = True
    timer.start()
    return timer
