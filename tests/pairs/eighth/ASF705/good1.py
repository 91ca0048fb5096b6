"""Audit trail: who did what, from coroutines and from worker threads."""
import asyncio
import logging
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar

log = logging.getLogger("audit")
actor: ContextVar[str] = ContextVar("actor", default="system")
_thread = threading.local()


def connection(path: str) -> sqlite3.Connection:
    conn = getattr(_thread, "conn", None)
    if conn is None:
        conn = _thread.conn = sqlite3.connect(path)
    return conn


def write(path: str, who: str, what: str) -> None:
    with connection(path) as conn:
        conn.execute("insert into audit values (?, ?)", (who, what))


async def record(path: str, what: str) -> None:
    await asyncio.to_thread(write, path, actor.get(), what)


async def as_actor(name: str, coroutine_function, *args):
    token = actor.set(name)
    try:
        return await coroutine_function(*args)
    finally:
        actor.reset(token)


class Scratch:
    """A buffer per worker thread."""

    def __init__(self) -> None:
        self._local = threading.local()

    def buffer(self) -> bytearray:
        if not hasattr(self._local, "buffer"):
            self._local.buffer = bytearray(4096)
        return self._local.buffer

    def fill(self, source) -> int:
        return source.readinto(self.buffer())

    async def fill_all(self, sources) -> list[int]:
        loop = asyncio.get_running_loop()
        with_pool = [loop.run_in_executor(None, self.fill, source) for source in sources]
        return await asyncio.gather(*with_pool)


class local:
    """Settings of this host; nothing to do with threads."""

    region = "eu"
    zone = "a"


async def move(zone: str) -> None:
    settings = local()
    settings.zone = zone
    await asyncio.sleep(0)
    log.info("now in %s-%s", settings.region, settings.zone)


async def checked(values: list[int]) -> list[int]:
    def square(value: int) -> int:
        _thread.last = value
        return _thread.last * value

    loop = asyncio.get_running_loop()
    return [await loop.run_in_executor(None, square, value) for value in values]


def report(paths: list[str]) -> None:
    def rows(path: str) -> int:
        return len(connection(path).execute("select * from audit").fetchall())

    with ThreadPoolExecutor(2) as pool:
        log.info("%d rows", sum(pool.map(rows, paths)))
