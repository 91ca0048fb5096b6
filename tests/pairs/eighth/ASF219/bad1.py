"""Client of a ticketing system with a token that it renews."""
from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass
from typing import Any

import aiohttp
import httpx
import trio

logger = logging.getLogger("tickets")


@dataclass(frozen=True)
class Token:
    value: str = ""
    expires: float = 0.0

    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.value}"}


class Client:
    def __init__(self, session: aiohttp.ClientSession, base: str) -> None:
        self.session = session
        self.base = base
        self.token = Token()
        self.slots = asyncio.Semaphore(8)
        self._renewing = asyncio.Lock()
        self._cache_turn = asyncio.Lock()
        self._cache: dict[int, Any] = {}

    async def authorise(self, user: str, password: str) -> Token:
        async with self._renewing:
            if self.token.expires < time.time():
                response = await self.session.post(self.base + "/auth", json=[user, password])  # expect: ASF219
                self.token = Token(response.headers["X-Token"], time.time() + 600)
            return self.token

    async def ticket(self, number: int) -> Any:
        lock = self._cache_turn
        await lock.acquire()
        try:
            if number not in self._cache:
                async with self.session.get(f"{self.base}/{number}") as response:  # expect: ASF219
                    self._cache[number] = response.status
            return self._cache[number]
        finally:
            lock.release()

    async def search(self, text: str) -> list[int]:
        async with self.slots:
            async with self.session.get(f"{self.base}/search", params={"q": text}) as response:
                return await response.json()


class Mirror:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self.http = client
        self.turn = asyncio.Lock()
        self.saved: dict[str, str] = {}

    async def refresh(self, names: list[str]) -> int:
        async with self.turn:
            for name in names:
                reply = await self.http.get(f"/mirror/{name}")  # expect: ASF219
                self.saved[name] = reply.text
            return len(self.saved)


async def line_command(lock: trio.Lock, host: str) -> trio.SocketStream:
    async with lock:
        stream = await trio.open_tcp_stream(host, 7000)  # expect: ASF219
    return stream


async def main() -> None:
    async with aiohttp.ClientSession() as session:
        client = Client(session, "https://tickets.example.org")
        await client.authorise("ann", "pw")
        numbers = await client.search("printer")
        tickets = await asyncio.gather(*(client.ticket(number) for number in numbers))
        logger.info("%d tickets", len(tickets))
    async with httpx.AsyncClient(base_url="https://tickets.example.org") as http:
        logger.info("%d mirrored", await Mirror(http).refresh(["a", "b"]))


if __name__ == "__main__":
    asyncio.run(main())
