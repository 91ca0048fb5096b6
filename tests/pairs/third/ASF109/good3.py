"""Command line tool that creates accounts before the server starts."""
import argparse
import asyncio
import hashlib
import os

from argon2 import PasswordHasher


def derive(password: str, salt: bytes) -> bytes:
    return hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 600_000)


class Accounts:
    def __init__(self) -> None:
        self.hasher = PasswordHasher()
        self.digests: dict[str, str] = {}

    def add(self, name: str, password: str) -> None:
        self.digests[name] = self.hasher.hash(password)

    async def names(self) -> list[str]:
        await asyncio.sleep(0)
        return sorted(self.digests)


async def serve(accounts: Accounts, key: bytes) -> None:
    print("key", hashlib.sha1(key).hexdigest())
    for name in await accounts.names():
        print("account", name)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="+")
    options = parser.parse_args()
    accounts = Accounts()
    for name in options.names:
        accounts.add(name, "changeme")
    asyncio.run(serve(accounts, derive("master", os.urandom(16))))


if __name__ == "__main__":
    main()
