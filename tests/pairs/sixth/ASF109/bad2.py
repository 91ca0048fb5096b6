from __future__ import annotations

import functools
from hashlib import scrypt

import anyio
import argon2
import bcrypt as _bcrypt

stretch = functools.partial(scrypt, n=2**15, r=8, p=1, maxmem=2**26)


class Keyring:
    hasher: argon2.PasswordHasher

    def __init__(self, path: str) -> None:
        self.path = path
        self.hasher = argon2.PasswordHasher()

    async def unlock(self, phrase: str, salt: bytes) -> bytes:
        await anyio.sleep(0)
        return stretch(phrase.encode(), salt=salt)  # expect: ASF109

    async def verify(self, stored: str, phrase: str) -> bool:
        await anyio.sleep(0)
        return self.hasher.verify(stored, phrase)  # expect: ASF109


async def legacy(stored: bytes, phrase: str) -> bool:
    check = _bcrypt.checkpw
    await anyio.sleep(0)
    return check(phrase.encode(), stored)  # expect: ASF109
