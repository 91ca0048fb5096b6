"""Authentication backend with configurable hashing schemes."""
from typing import Protocol

import trio
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from passlib.context import CryptContext

pwd_context = CryptContext(schemes=["argon2", "bcrypt"], deprecated="auto")


class UserStore(Protocol):
    async def digest_of(self, name: str) -> str: ...

    async def save(self, name: str, digest: str) -> None: ...


class Backend:
    def __init__(self, store: UserStore) -> None:
        self.store = store
        self.hasher = PasswordHasher(time_cost=3)

    async def register(self, name: str, password: str) -> None:
        digest = self.hasher.hash(password)  # expect: ASF109
        await self.store.save(name, digest)

    async def authenticate(self, name: str, password: str) -> bool:
        digest = await self.store.digest_of(name)
        if digest.startswith("$argon2"):
            try:
                return self.hasher.verify(digest, password)  # expect: ASF109
            except VerifyMismatchError:
                return False
        return pwd_context.verify(password, digest)  # expect: ASF109


class MemoryStore:
    def __init__(self) -> None:
        self.digests: dict[str, str] = {}

    async def digest_of(self, name: str) -> str:
        await trio.lowlevel.checkpoint()
        return self.digests[name]

    async def save(self, name: str, digest: str) -> None:
        await trio.lowlevel.checkpoint()
        self.digests[name] = digest


async def main() -> None:
    backend = Backend(MemoryStore())
    await backend.register("ada", "pw")
    print(await backend.authenticate("ada", "pw"))


if __name__ == "__main__":
    trio.run(main)
