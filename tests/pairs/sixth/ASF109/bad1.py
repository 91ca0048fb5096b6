import asyncio
import hashlib
import hmac
import os


class Accounts:
    rounds = 600_000

    def __init__(self, store):
        self.store = store

    async def register(self, name, password):
        salt = os.urandom(16)
        digest = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, self.rounds)  # expect: ASF109
        await self.store.put(name, salt, digest)

    async def login(self, name, password):
        salt, digest = await self.store.get(name)
        given = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, self.rounds)  # expect: ASF109
        return hmac.compare_digest(given, digest)


class MemoryStore:
    def __init__(self):
        self.rows = {}

    async def put(self, name, *row):
        await asyncio.sleep(0)
        self.rows[name] = row

    async def get(self, name):
        await asyncio.sleep(0)
        return self.rows[name]


async def main():
    accounts = Accounts(MemoryStore())
    await accounts.register("ada", "lovelace")
    print(await accounts.login("ada", "lovelace"))


asyncio.run(main())
