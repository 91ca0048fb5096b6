from __future__ import annotations

import asyncio


class LegacyClient:
    def __init__(self, url: str, connect) -> None:
        self._url = url
        self._connect = connect
        self._loop = asyncio.new_event_loop()
        self._conn = self._open()

    def _open(self):
        return self._loop.run_until_complete(self._connect(self._url))

    def close(self) -> None:
        self._loop.close()


class Gateway:
    def __init__(self, connect) -> None:
        self._connect = connect
        self._clients: dict[str, LegacyClient] = {}

    async def client(self, url: str) -> LegacyClient:
        if (found := self._clients.get(url)) is not None:
            return found
        client = LegacyClient(url, self._connect)  # expect: ASF305
        self._clients[url] = client
        return client
