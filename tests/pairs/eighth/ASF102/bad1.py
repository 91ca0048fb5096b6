"""Mirror of package metadata for an internal index."""
from __future__ import annotations

import asyncio
import json
import logging
from typing import Any
from urllib.request import urlopen as fetch_url

import aiohttp
import httpx
import requests

try:
    import urllib3 as transport
except ImportError:
    transport = None

log = logging.getLogger(__name__)

INDEX = "https://index.example.org"


class Credentials:
    def __init__(self, user: str, token: str) -> None:
        self.user = user
        self.token = token

    def as_tuple(self) -> tuple[str, str]:
        return self.user, self.token


class BaseMirror:
    """Keeps what every backend needs."""

    def __init__(self, creds: Credentials) -> None:
        self.http = requests.Session()
        self.http.auth = creds.as_tuple()
        self.known: dict[str, Any] = {}


class ProjectMirror(BaseMirror):
    async def describe(self, project: str) -> dict[str, Any]:
        response = self.http.get(f"{INDEX}/pypi/{project}/json", timeout=10)  # expect: ASF102
        response.raise_for_status()
        return response.json()

    async def changed_since(self, client: aiohttp.ClientSession, serial: int) -> list[str]:
        async with client.get(f"{INDEX}/changes/{serial}") as response:
            response.raise_for_status()
            return await response.json()


async def readmes(urls: list[str]) -> list[dict[str, Any]]:
    pages = [json.load(fetch_url(url)) for url in urls]  # expect: ASF102
    log.info("%d readmes", len(pages))
    await asyncio.sleep(0)
    return pages


async def announce(hook: str, client: httpx.Client, payload: dict[str, Any]) -> int:
    body = json.dumps(payload)
    try:
        if (answer := client.post(hook, content=body)).is_error:  # expect: ASF102
            log.error("hook %s answered %d", hook, answer.status_code)
    except httpx.TransportError:
        log.exception("hook unreachable")
        return 0
    return answer.status_code


async def checksum(path: str) -> str:
    pool = transport.PoolManager(num_pools=2)
    reply = pool.request("GET", f"{INDEX}/{path}.sha256")  # expect: ASF102
    return reply.data.decode("ascii").strip()


async def sync(projects: list[str]) -> None:
    mirror = ProjectMirror(Credentials("bot", "s3cret"))
    async with aiohttp.ClientSession() as client:
        changed = await mirror.changed_since(client, 0)
    for project in projects:
        if project not in changed:
            continue
        info = await mirror.describe(project)
        digest = await checksum(project)
        log.info("%s %s %s", project, info.get("version"), digest)
    await readmes([f"{INDEX}/readme/{p}" for p in projects])


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    asyncio.run(sync(["flask", "trio"]))
