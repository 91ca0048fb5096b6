"""Webhook receiver: verifies signatures and rotates keys without stalling the loop."""
from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import secrets
import zlib
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import anyio
import bcrypt

log = logging.getLogger("hooks")


class Signer:
    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def sign(self, body: bytes) -> str:
        return hmac.new(self._secret, body, hashlib.sha256).hexdigest()

    def verify(self, body: bytes, signature: str) -> bool:
        return hmac.compare_digest(self.sign(body), signature)


def stretch(secret: bytes, salt: bytes) -> bytes:
    return hashlib.pbkdf2_hmac("sha512", secret, salt, 300_000)


class Receiver:
    def __init__(self, signer: Signer) -> None:
        self._signer = signer
        self._pool: ProcessPoolExecutor | None = None

    async def accept(self, body: bytes, signature: str) -> bool:
        if not self._signer.verify(body, signature):
            return False
        await asyncio.sleep(0)
        return hashlib.blake2b(body, digest_size=8).digest() != b"\0" * 8

    async def rotate(self, secret: bytes) -> bytes:
        salt = secrets.token_bytes(16)
        return await asyncio.to_thread(stretch, secret, salt)

    async def rotate_in(self, pool: ProcessPoolExecutor, secret: bytes, salt: bytes) -> bytes:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(pool, stretch, secret, salt)

    async def new_salt(self) -> bytes:
        salt = bcrypt.gensalt(rounds=14)
        await asyncio.sleep(0)
        return salt

    async def check_admin(self, password: bytes, stored: bytes) -> bool:
        return await anyio.to_thread.run_sync(partial(bcrypt.checkpw, password, stored))

    async def legacy_key(self, password: bytes, salt: bytes) -> bytes:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            None, lambda: hashlib.scrypt(password, salt=salt, n=2**15, r=8, p=1, maxmem=2**26)
        )


class Kitchen:
    """The canteen's menu bot shares this process."""

    def hash(self, potatoes: int) -> str:
        return f"{potatoes} potatoes, hashed"

    def scrypt(self, dish: str) -> str:
        return dish[::-1]


async def menu(kitchen: Kitchen) -> str:
    await asyncio.sleep(0)
    return kitchen.hash(3) + kitchen.scrypt("soup")


async def checksum(chunks: list[bytes]) -> int:
    value = 0
    for chunk in chunks:
        value = zlib.crc32(chunk, value)
        await asyncio.sleep(0)
    return value


async def etag(body: bytes) -> str:
    await asyncio.sleep(0)
    return hashlib.md5(body, usedforsecurity=False).hexdigest()


async def session_token() -> str:
    token = secrets.token_urlsafe(32)
    await asyncio.sleep(0)
    return token


def create_admin(password: str) -> bytes:
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt())


if __name__ == "__main__":
    print(create_admin("change me").decode())
