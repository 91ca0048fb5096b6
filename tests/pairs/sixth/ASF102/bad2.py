from __future__ import annotations

import contextlib
import json
from urllib import request as urlrequest

import anyio
import httpx


class Registry:
    def __init__(self, client: httpx.Client, root: str) -> None:
        self._client = client
        self._root = root

    async def manifest(self, name: str, tag: str) -> dict:
        answer = self._client.get(f"{self._root}/v2/{name}/manifests/{tag}")  # expect: ASF102
        return answer.json()


class MirroredRegistry(Registry):
    opener = staticmethod(urlrequest.urlopen)

    async def health(self) -> bool:
        req = urlrequest.Request(f"{self._root}/healthz", method="HEAD")
        with contextlib.closing(urlrequest.urlopen(req, timeout=2)) as answer:  # expect: ASF102
            return answer.status == 200


async def main() -> None:
    client = httpx.Client()
    registry = MirroredRegistry(client, "https://registry.example.org")
    if await registry.health():
        print(json.dumps(await registry.manifest("base", "latest")))


anyio.run(main)
