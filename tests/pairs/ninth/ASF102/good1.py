"""Weather station uplink: pushes observations to several networks."""
from __future__ import annotations

import asyncio
import logging
import urllib.parse
import urllib.request
from collections.abc import Iterable
from typing import Protocol

import aiohttp
import anyio
import httpx
import requests

log = logging.getLogger("uplink")


class Network(Protocol):
    async def push(self, fields: dict[str, str]) -> int: ...


class Wunderground:
    """Uses the shared aiohttp session; same method names as requests."""

    def __init__(self, requests_session: aiohttp.ClientSession, station: str) -> None:
        self.session = requests_session
        self._station = station

    async def push(self, fields: dict[str, str]) -> int:
        query = urllib.parse.urlencode({"ID": self._station, **fields})
        async with self.session.get(f"https://rtupdate.example/update?{query}") as answer:
            return answer.status


class Windy:
    def __init__(self) -> None:
        self.client = httpx.AsyncClient(http2=True)

    async def push(self, fields: dict[str, str]) -> int:
        request = self.client.build_request("POST", "https://windy.example/pws", json=fields)
        answer = await self.client.send(request)
        return answer.status_code

    async def aclose(self) -> None:
        await self.client.aclose()


class Legacy:
    """The vendor only speaks a dialect that requests can produce."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._template = requests.Request("POST", url)

    def _push(self, fields: dict[str, str]) -> int:
        with requests.Session() as session:
            prepared = requests.Request("POST", self._url, data=fields).prepare()
            return session.send(prepared, timeout=10).status_code

    async def push(self, fields: dict[str, str]) -> int:
        try:
            return await asyncio.to_thread(self._push, fields)
        except requests.ConnectionError:
            log.warning("legacy network is down")
            return requests.codes.service_unavailable

    async def probe(self) -> bool:
        loop = asyncio.get_running_loop()
        answer = await loop.run_in_executor(None, lambda: requests.head(self._url, timeout=3))
        return answer.ok


class Headers(dict):
    def get(self, key: str, default: str | None = None) -> str | None:
        return super().get(key.lower(), default)


async def describe(headers: Headers) -> str:
    requests_left = headers.get("x-ratelimit-remaining") or "?"
    await anyio.sleep(0)
    return f"{requests_left} requests left"


async def prepare(url: str) -> urllib.request.Request:
    req = urllib.request.Request(url, headers={"User-Agent": "uplink/2"})
    req.add_header("Accept", "application/json")
    await anyio.sleep(0)
    return req


def selftest(urls: Iterable[str]) -> list[int]:
    return [urllib.request.urlopen(url, timeout=5).status for url in urls]


async def push_all(networks: list[Network], fields: dict[str, str]) -> list[int]:
    codes: list[int] = []
    for network in networks:
        codes.append(await network.push(fields))
    return codes
