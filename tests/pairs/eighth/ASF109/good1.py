"""Token service of a build farm."""
from __future__ import annotations

import asyncio
import hashlib
import hmac
import multiprocessing
import secrets
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import anyio
import anyio.to_thread
import bcrypt
from argon2 import PasswordHasher


@dataclass(frozen=True)
class Token:
    owner: str
    mac: str


class Signer:
    """Cheap MACs over short strings."""

    def __init__(self, key: bytes) -> None:
        self.key = key

    def hash(self, owner: str) -> str:
        return hmac.new(self.key, owner.encode(), hashlib.sha256).hexdigest()

    def verify(self, token: Token) -> bool:
        return hmac.compare_digest(self.hash(token.owner), token.mac)


def derive(password: bytes, salt: bytes) -> bytes:
    return hashlib.scrypt(password, salt=salt, n=2**14, r=8, p=1)


class Service:
    def __init__(self) -> None:
        self.signer = Signer(secrets.token_bytes(32))
        self.hasher = PasswordHasher()
        self.pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))

    async def issue(self, owner: str) -> Token:
        await asyncio.sleep(0)
        return Token(owner, self.signer.hash(owner))

    async def accepts(self, token: Token) -> bool:
        await asyncio.sleep(0)
        return self.signer.verify(token)

    async def salt(self) -> bytes:
        return bcrypt.gensalt(rounds=12)

    async def enroll(self, password: bytes) -> bytes:
        return await asyncio.to_thread(bcrypt.hashpw, password, await self.salt())

    async def stale(self, encoded: str) -> bool:
        return self.hasher.check_needs_rehash(encoded)

    async def login(self, encoded: str, password: str) -> bool:
        if await self.stale(encoded):
            return False
        return await anyio.to_thread.run_sync(self.hasher.verify, encoded, password)

    async def key_for(self, password: bytes, salt: bytes) -> bytes:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.pool, derive, password, salt)


async def fingerprint(parts: list[bytes]) -> str:
    digest = hashlib.new("sha256")
    for part in parts:
        digest.update(part)
        await asyncio.sleep(0)
    return digest.hexdigest()


async def main(service: Service) -> None:
    token = await service.issue("builder-1")
    assert await service.accepts(token)
    key = await service.key_for(b"pw", b"0123456789abcdef")
    print(await fingerprint([key, token.mac.encode()]))


if __name__ == "__main__":
    farm = Service()
    try:
        asyncio.run(main(farm))
    finally:
        farm.pool.shutdown()
