"""Account service of a forum: sign-up, sign-in and API keys."""
from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import secrets
from dataclasses import dataclass
from hashlib import pbkdf2_hmac as derive
from typing import Protocol

import anyio
import bcrypt
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from passlib.context import CryptContext

log = logging.getLogger("accounts")

contexts = CryptContext(schemes=["bcrypt", "pbkdf2_sha256"], deprecated="auto")


class UserStore(Protocol):
    async def load(self, name: str) -> "User | None": ...

    async def save(self, user: "User") -> None: ...


@dataclass
class User:
    name: str
    hash: str
    salt: bytes = b""


class Accounts:
    def __init__(self, store: UserStore, hasher: PasswordHasher | None = None) -> None:
        self._store = store
        self._hasher = hasher or PasswordHasher(time_cost=3)

    async def sign_up(self, name: str, password: str) -> User:
        salt = bcrypt.gensalt(12)
        hashed = bcrypt.hashpw(password.encode(), salt)  # expect: ASF109
        user = User(name, hashed.decode(), salt)
        await self._store.save(user)
        return user

    async def sign_in(self, name: str, password: str) -> bool:
        user = await self._store.load(name)
        if user is None:
            return False
        try:
            return self._hasher.verify(user.hash, password)  # expect: ASF109
        except VerifyMismatchError:
            log.info("bad password for %s", name)
            return False

    async def sign_in_legacy(self, name: str, password: str) -> bool:
        user = await self._store.load(name)
        match user:
            case User(hash=stored) if contexts.verify(password, stored):  # expect: ASF109
                return True
            case _:
                return False

    async def api_key(self, user: User) -> str:
        token = secrets.token_bytes(16)
        key = await anyio.to_thread.run_sync(lambda: hashlib.scrypt(token, salt=user.salt, n=2**14, r=8, p=1))
        return key.hex()


async def unlock(vault: bytes, passphrase: str, *, rounds: int = 600_000) -> bytes:
    salt, sealed = vault[:16], vault[16:]
    if not hmac.compare_digest(
        (key := derive("sha256", passphrase.encode(), salt, rounds)),  # expect: ASF109
        sealed[:32],
    ):
        raise PermissionError("wrong passphrase")
    await asyncio.sleep(0)
    return key
