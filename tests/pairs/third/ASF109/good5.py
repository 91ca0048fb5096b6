"""Authentication backend that offloads key derivation under trio and anyio."""
import hashlib
from functools import partial

import anyio.to_thread
import trio
from passlib.context import CryptContext

context = CryptContext(schemes=["bcrypt"])
stretch = partial(hashlib.scrypt, n=2**14, r=8, p=1)


async def register(password: str) -> str:
    return await anyio.to_thread.run_sync(context.hash, password)


async def authenticate(password: str, digest: str) -> bool:
    def check() -> bool:
        valid, replacement = context.verify_and_update(password, digest)
        return valid and replacement is None

    return await anyio.to_thread.run_sync(check)


async def unlock(passphrase: str, salt: bytes) -> bytes:
    return await trio.to_thread.run_sync(lambda: stretch(passphrase.encode(), salt=salt))


async def login(name: str, password: str) -> None:
    digest = await register(password)
    print(name, await authenticate(password, digest))


async def open_vault() -> None:
    key = await unlock("correct horse", b"0123456789abcdef")
    print(key.hex())


if __name__ == "__main__":
    anyio.run(login, "ada", "pw")
    trio.run(open_vault)
