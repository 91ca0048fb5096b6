"""Instrumented API client: timing, retries, locking and span decorators."""
import asyncio
import functools
import logging
import threading
import time
from contextlib import ContextDecorator, contextmanager

import httpx

log = logging.getLogger("apiclient")

_lock = threading.Lock()


def timed(fn):
    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        start = time.perf_counter()
        result = fn(*args, **kwargs)
        log.info("%s took %.3fs", fn.__name__, time.perf_counter() - start)
        return result

    return wrapper


def retry(attempts: int, *errors: type[Exception]):
    def decorate(fn):
        def wrapper(*args, **kwargs):
            for attempt in range(attempts):
                try:
                    return fn(*args, **kwargs)
                except errors as exc:
                    log.warning("attempt %d: %s", attempt, exc)
            raise RuntimeError("giving up")

        return wrapper

    return decorate


class span(ContextDecorator):
    def __init__(self, name: str) -> None:
        self.name = name
        self.started = 0.0

    def __enter__(self) -> "span":
        self.started = time.perf_counter()
        return self

    def __exit__(self, *exc) -> bool:
        log.debug("%s ended after %.3fs", self.name, time.perf_counter() - self.started)
        return False


@contextmanager
def quiet():
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(logging.INFO)


class Client:
    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http
        self.calls = 0

    @timed  # expect: ASF904
    async def get(self, path: str) -> dict:
        reply = await self.http.get(path)
        return reply.json()

    @retry(3, httpx.TransportError)  # expect: ASF904
    async def post(self, path: str, body: dict) -> int:
        reply = await self.http.post(path, json=body)
        return reply.status_code

    @span("client.delete")  # expect: ASF904
    async def delete(self, path: str) -> None:
        await self.http.delete(path)

    @quiet()  # expect: ASF904
    async def probe(self) -> bool:
        await asyncio.sleep(0)
        return True

    @timed
    def url(self, path: str) -> str:
        self.calls += 1
        return f"{self.http.base_url}{path}"


def serialized(fn):
    def wrapper(*args):
        with _lock:
            return fn(*args)

    return wrapper


async def _refresh(client: Client) -> dict:
    return await client.get("/token")


refresh = serialized(_refresh)  # expect: ASF904
