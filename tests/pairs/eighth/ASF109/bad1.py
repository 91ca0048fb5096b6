"""Accounts of a small forum, with hashes from three generations of code."""
from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import os
from dataclasses import dataclass
from functools import partial

import argon2
import bcrypt
from passlib.context import CryptContext

logger = logging.getLogger("accounts")

stretch = partial(hashlib.pbkdf2_hmac, "sha256", iterations=600_000)


@dataclass
class Account:
    name: str
    scheme: str
    digest: bytes
    salt: bytes = b""


class Accounts:
    context = CryptContext(schemes=["bcrypt", "pbkdf2_sha256"])

    def __init__(self) -> None:
        self._accounts: dict[str, Account] = {}
        self._argon = argon2.PasswordHasher(time_cost=3)

    def add(self, account: Account) -> None:
        self._accounts[account.name] = account

    async def login(self, name: str, password: str) -> bool:
        account = self._accounts.get(name)
        if account is None:
            await asyncio.sleep(0.2)
            return False
        secret = password.encode()
        match account.scheme:
            case "bcrypt":
                return bcrypt.checkpw(secret, account.digest)  # expect: ASF109
            case "argon2":
                try:
                    return self._argon.verify(account.digest.decode(), password)  # expect: ASF109
                except argon2.exceptions.VerifyMismatchError:
                    logger.info("wrong password for %s", name)
                    return False
            case "pbkdf2":
                derived = stretch(secret, account.salt)  # expect: ASF109
                return hmac.compare_digest(derived, account.digest)
            case unknown:
                raise LookupError(f"scheme {unknown}")

    async def register(self, name: str, password: str) -> Account:
        if not password:
            raise ValueError("empty password")
        digest = type(self).context.hash(password)  # expect: ASF109
        account = Account(name, "passlib", digest.encode(), os.urandom(16))
        self.add(account)
        await asyncio.sleep(0)
        return account


async def etag(body: bytes) -> str:
    await asyncio.sleep(0)
    return hashlib.sha256(body).hexdigest()[:16]


async def main() -> None:
    accounts = Accounts()
    await accounts.register("pluie", "rain and wind")
    ok = await accounts.login("pluie", "rain and wind")
    logger.info("logged in: %s, %s", ok, await etag(b"page"))


if __name__ == "__main__":
    asyncio.run(main())
