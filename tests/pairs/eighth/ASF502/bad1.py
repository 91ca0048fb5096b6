"""Identity provider client with tokens, keys and a profile cache."""
from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass

import anyio

log = logging.getLogger("identity")


class LoginFailed(Exception):
    pass


@dataclass(frozen=True)
class Token:
    value: str
    expires: float

    @property
    def fresh(self) -> bool:
        return time.time() < self.expires - 30


class IdentityClient:
    def __init__(self, http) -> None:
        self._http = http
        self._token: Token | None = None
        self._keys: dict[str, bytes] = {}
        self._profiles: dict[str, dict] = {}
        self._session = None
        self._syncing = False

    async def token(self) -> str:
        match self._token:
            case Token(fresh=True) as token:
                return token.value
        answer = await self._http.post("/token", grant="client_credentials")
        if answer.status != 200:
            raise LoginFailed(answer.status)
        self._token = Token(answer.text, time.time() + 300)  # expect: ASF502
        return self._token.value

    async def session(self):
        if self._session is not None:
            return self._session
        log.info("opening session")
        self._session = await self._http.open_session()  # expect: ASF502
        return self._session

    async def profile(self, user: str) -> dict:
        if (known := self._profiles.get(user)) is None:
            known = await self._http.get(f"/users/{user}")
            self._profiles[user] = known  # expect: ASF502
        return known

    async def sync(self) -> int:
        if self._syncing:
            return 0
        users = await self._http.get("/users")
        self._syncing = True  # expect: ASF502
        try:
            for user in users:
                await self.profile(user)
        finally:
            self._syncing = False
        return len(users)

    async def key(self, kid: str) -> bytes:
        try:
            return self._keys[kid]
        except KeyError:
            log.debug("key %s is new", kid)
        async with asyncio.timeout(5):
            key = await self._http.get(f"/keys/{kid}")
        self._keys[kid] = key  # expect: ASF502
        return key


_stream: anyio.abc.SocketStream | None = None


async def audit_stream(host: str) -> anyio.abc.SocketStream:
    global _stream
    if not _stream:
        _stream = await anyio.connect_tcp(host, 6514)  # expect: ASF502
    return _stream


async def main(http) -> None:
    client = IdentityClient(http)
    async with asyncio.TaskGroup() as group:
        group.create_task(client.token())
        group.create_task(client.session())
        group.create_task(client.sync())
        group.create_task(client.key("2024-1"))
