import asyncio
import hmac
import logging

from app import AsyncSessionLocal, SessionLocal, derive, fingerprint
from app.compat import ask_secret, fetch
from app.db import BY_NAME

log = logging.getLogger(__name__)
ROUNDS = 600_000


def lookup_sync(name):
    with SessionLocal() as session:
        return session.execute(BY_NAME, {"name": name}).one_or_none()


class Accounts:
    def __init__(self, breach_url):
        self.breach_url = breach_url

    async def lookup(self, name):
        async with AsyncSessionLocal() as session:
            found = await session.execute(BY_NAME, {"name": name})
            return found.one_or_none()

    async def verify(self, name, password):
        row = await self.lookup(name)
        if row is None:
            return False
        digest = await asyncio.to_thread(derive, "sha256", password.encode(), row.salt, ROUNDS)
        return hmac.compare_digest(digest, row.digest)

    async def breached(self, password):
        prefix = fingerprint(password.encode()).hexdigest()[:5]
        reply = await asyncio.to_thread(fetch, f"{self.breach_url}/{prefix}")
        return reply.status_code == 200

    async def unlock_console(self, name):
        secret = await asyncio.to_thread(ask_secret)
        return await self.verify(name, secret)

    def row_in_thread(self, name):
        return asyncio.to_thread(lookup_sync, name)
