from __future__ import annotations

import asyncio
from typing import Union

import httpx

AnyClient = Union[httpx.Client, httpx.AsyncClient]


class Registry:
    def __init__(self, http: AnyClient, base: str) -> None:
        self._http = http
        self._base = base

    async def manifest(self, name: str, tag: str) -> dict:
        url = f"{self._base}/{name}/manifests/{tag}"
        if isinstance(self._http, httpx.AsyncClient):
            response = await self._http.get(url)
        else:
            response = await asyncio.to_thread(self._http.get, url)
        response.raise_for_status()
        return response.json()
