from __future__ import annotations

import asyncio

import httpx


class Crawler:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.mutex = asyncio.Lock()
        self.pages: list[str] = []

    async def add(self, url: str) -> None:
        await self.mutex.acquire()
        try:
            answer = await self.client.get(url)  # expect: ASF219
            self.pages.append(answer.text)
        finally:
            self.mutex.release()


class Probe:
    def __init__(self, host: str) -> None:
        self.host = host
        self.turn = asyncio.Condition()
        self.alive = False

    async def check(self) -> None:
        async with self.turn:
            reader, writer = await asyncio.open_connection(self.host, 80)  # expect: ASF219
            self.alive = True
            writer.close()
            self.turn.notify_all()
