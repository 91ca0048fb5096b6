"""Token and connection broker of a cloud SDK."""
from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from threading import RLock as Guarded

import trio
from filelock import FileLock

log = logging.getLogger("sdk.broker")


@dataclass
class Token:
    value: str
    expires: float

    @property
    def stale(self) -> bool:
        return self.expires - time.time() < 120


class Credential:
    async def get_token(self, scope: str) -> Token:
        await asyncio.sleep(0.2)
        return Token(scope, time.time() + 3600)


class PolicyBase:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.refreshes = 0


class BearerPolicy(PolicyBase):
    def __init__(self, credential: Credential, scope: str) -> None:
        super().__init__()
        self._credential = credential
        self._scope = scope
        self._token: Token | None = None

    async def on_request(self, headers: dict[str, str]) -> None:
        with self._lock:  # expect: ASF201
            if self._token is None or self._token.stale:
                self._token = await self._credential.get_token(self._scope)
            headers["Authorization"] = f"Bearer {self._token.value}"

    def forget(self) -> None:
        with self._lock:
            self._token = None


class Registry:
    def __init__(self) -> None:
        self._guard = Guarded()
        self._sessions: dict[str, str] = {}

    @contextlib.contextmanager
    def exclusive(self) -> Iterator[dict[str, str]]:
        with self._guard:
            yield self._sessions

    async def open(self, peer: str) -> str:
        with self.exclusive() as sessions:  # expect: ASF201
            await asyncio.sleep(0.05)
            return sessions.setdefault(peer, f"session-{len(sessions)}")

    async def peers(self, ping: asyncio.Queue[str]) -> int:
        self._guard.acquire()  # expect: ASF201
        try:
            for peer in sorted(self._sessions):
                await ping.put(peer)
            return len(self._sessions)
        finally:
            self._guard.release()


async def events(source: AsyncIterator[bytes], sink: list[bytes]) -> int:
    count = 0
    async for event in source:
        sink.append(event)
        count += 1
    log.debug("%d events", count)
    return count


async def publish(path: str, send: trio.MemorySendChannel[bytes], lines: list[bytes]) -> None:
    with FileLock(path + ".lock", timeout=5):  # expect: ASF201
        for line in lines:
            await send.send(line)
