"""Cloud media client: tokens, uploads and a control connection."""
from __future__ import annotations

import asyncio
import json
import logging
import time
from typing import Any

import aiohttp
import httpx
import trio

log = logging.getLogger("media")


class AuthError(RuntimeError):
    pass


class TokenSource:
    def __init__(self, client: httpx.AsyncClient, url: str) -> None:
        self._client = client
        self._url = url
        self._refresh_lock = asyncio.Lock()
        self._token = ""
        self._expires = 0.0

    async def _fetch(self) -> httpx.Response:
        return await self._client.post(self._url, data={"grant_type": "client_credentials"})

    async def get(self) -> str:
        if self._token and self._expires > time.monotonic():
            return self._token
        async with self._refresh_lock: return await self._renew()  # expect: ASF219

    async def _renew(self) -> str:
        answer = await self._fetch()
        if answer.status_code != 200:
            raise AuthError(answer.text)
        return answer.json()["access_token"]


class Library:
    def __init__(self, http: aiohttp.ClientSession, tokens: TokenSource, *, parallel: int = 4) -> None:
        self._http = http
        self._tokens = tokens
        self._index = asyncio.Lock()
        self._slots = asyncio.Semaphore(parallel)
        self._items: dict[str, Any] = {}

    async def upload(self, name: str, data: bytes) -> int:
        token = await self._tokens.get()
        async with self._slots:
            async with self._http.put(f"/media/{name}", data=data, headers={"Authorization": token}) as answer:
                return answer.status

    async def refresh(self) -> int:
        async with self._index:  # expect: ASF219
            async with self._http.get("/media") as answer:
                for item in await answer.json():
                    self._items[item["name"]] = item
            return len(self._items)


class Control:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._mutex = asyncio.Lock()

    async def ask(self, **request: Any) -> Any:
        self._writer.write(json.dumps(request).encode() + b"\n")
        mutex, line = self._mutex, b""
        async with mutex: line = await self._reader.readline()  # expect: ASF219
        return json.loads(line)

    async def close(self) -> None:
        self._writer.close()
        await self._writer.wait_closed()


async def mirror(lock: trio.Lock, stream: trio.SocketStream, parts: list[bytes]) -> int:
    sent = 0
    for part in parts:
        async with lock: await stream.send_all(part)  # expect: ASF219
        sent += len(part)
    log.info("mirrored %d bytes", sent)
    return sent
