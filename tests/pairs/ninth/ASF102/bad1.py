"""Release watcher: follows package indexes and posts to a chat room."""
from __future__ import annotations

import asyncio
import json
import logging
import urllib.request as ureq
from dataclasses import dataclass
from typing import Any

import httpx
import requests
from requests.adapters import HTTPAdapter, Retry

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Release:
    project: str
    version: str
    yanked: bool = False


class IndexBase:
    """Keeps the HTTP plumbing of every index flavour."""

    base_url = "https://pypi.org"

    def __init__(self, token: str | None = None) -> None:
        self.http = requests.Session()
        self.http.mount("https://", HTTPAdapter(max_retries=Retry(total=3)))
        if token:
            self.http.headers["Authorization"] = f"Bearer {token}"

    def url(self, *parts: str) -> str:
        return "/".join((self.base_url, *parts))


class JsonIndex(IndexBase):
    async def latest(self, project: str) -> Release | None:
        match self.http.get(self.url("pypi", project, "json"), timeout=10):  # expect: ASF102
            case requests.Response(status_code=200) as answer:
                info = answer.json()["info"]
                return Release(project, info["version"], bool(info.get("yanked")))
            case requests.Response(status_code=404):
                return None
            case other:
                log.warning("index answered %s for %s", other.status_code, project)
                return None

    async def watch(self, projects: list[str], out: asyncio.Queue[Release]) -> None:
        seen: dict[str, str] = {}
        while True:
            for project in projects:
                release = await self.latest(project)
                if release and seen.get(project) != release.version:
                    seen[project] = release.version
                    await out.put(release)
            await asyncio.sleep(300)


class ChatRoom:
    def __init__(self, hook: str, client: httpx.Client) -> None:
        self._hook = hook
        self._client = client
        self._async = httpx.AsyncClient(timeout=5)

    async def post(self, text: str) -> bool:
        body: dict[str, Any] = {"text": text}
        if (answer := self._client.post(self._hook, json=body)).is_error:  # expect: ASF102
            log.error("hook refused: %s", answer.status_code)
            return False
        return True

    async def topic(self) -> str:
        answer = await self._async.get(self._hook)
        return answer.json()["topic"]


async def fetch_changelogs(urls: list[str]) -> dict[str, str]:
    opener = ureq.build_opener(ureq.HTTPRedirectHandler)
    pages = {url: opener.open(url, timeout=5).read().decode() for url in urls}  # expect: ASF102
    await asyncio.sleep(0)
    return pages


async def ping(url: str, method: str = "HEAD") -> int:
    send = getattr(requests, "request", None) or requests.request
    status, body = requests.request(method, url, timeout=3).status_code, json.dumps({"url": url})  # expect: ASF102
    log.debug("%s -> %d via %s", body, status, send)
    await asyncio.sleep(0)
    return status
