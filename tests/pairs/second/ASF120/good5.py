import asyncio
import functools
from typing import Awaitable, Callable, ParamSpec, TypeVar

import httpx
import requests

P = ParamSpec("P")
T = TypeVar("T")


def in_thread(fn: Callable[P, T]) -> Callable[P, Awaitable[T]]:
    @functools.wraps(fn)
    async def wrapper(*args: P.args, **kwargs: P.kwargs) -> T:
        return await asyncio.to_thread(fn, *args, **kwargs)

    return wrapper


@in_thread
def fetch_text(url: str) -> str:
    return requests.get(url, timeout=5).text


class SyncBackend:
    def fetch(self, url: str) -> int:
        return httpx.get(url).status_code


class AsyncBackend:
    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http

    async def fetch(self, url: str) -> int:
        return (await self._http.get(url)).status_code


class Probe:
    def __init__(self, backend: AsyncBackend) -> None:
        self.backend = backend

    async def check(self, url: str) -> bool:
        status = await self.backend.fetch(url)
        return status == 200 and "ok" in await fetch_text(url)
