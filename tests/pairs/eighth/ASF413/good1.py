"""Push notification sender."""
from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from dataclasses import dataclass

log = logging.getLogger(__name__)


@dataclass
class Settings:
    timeout: float = 10.0
    retries: int = 3

    def with_timeout(self, timeout: float) -> "Settings":
        return Settings(timeout, self.retries)


class Timeouts(Exception):
    def __init__(self, timeout: float) -> None:
        super().__init__(f"no answer within {timeout} s")
        self.timeout = timeout


class Sender:
    def __init__(self, http, settings: Settings, timeout: float | None = None) -> None:
        self._http = http
        self._settings = settings.with_timeout(timeout) if timeout else settings
        self.expired = 0

    async def send(self, token: str, body: str) -> bool:
        timeout = self._settings.timeout
        try:
            async with asyncio.timeout(timeout):
                answer = await self._http.post(f"/push/{token}", body)
        except TimeoutError:
            self.expired += 1
            return False
        return answer.status == 200

    async def send_with_retries(self, token: str, body: str) -> None:
        def backoff(attempt: int, timeout: float = 30.0) -> float:
            return min(2.0**attempt, timeout)

        for attempt in range(self._settings.retries):
            if await self.send(token, body):
                return
            await asyncio.sleep(backoff(attempt, timeout=20))
        raise Timeouts(self._settings.timeout)

    async def expire(self, token: str, session_ttl: int) -> None:
        await self._http.delete(f"/push/{token}", ttl=session_ttl, timeout=5)

    @staticmethod
    def describe(timeout: float) -> str:
        return f"at most {timeout:.1f} s"


@asynccontextmanager
async def timeout(sender: Sender, tokens: list[str]):
    log.debug("%s for %d tokens", sender.describe(5), len(tokens))
    yield sender


async def broadcast(sender: Sender, tokens: list[str], body: str, *, deadline: float) -> int:
    sent = 0
    async with asyncio.timeout_at(deadline):
        for token in tokens:
            sent += await sender.send(token, body)
    return sent


async def main(http, tokens: list[str]) -> None:
    sender = Sender(http, Settings(), timeout=3)
    limit = asyncio.get_running_loop().time() + 60
    async with timeout(sender, tokens) as ready:
        log.info("%d sent", await broadcast(ready, tokens, "hello", deadline=limit))
    for token in sorted(tokens, key=lambda timeout: len(timeout)):
        await sender.expire(token, 3600)
