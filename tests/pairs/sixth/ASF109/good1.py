import asyncio
import hashlib
import hmac
import json
import secrets
from functools import partial

import bcrypt


class Passwords:
    def __init__(self, limiter):
        self.limiter = limiter

    async def make(self, password):
        salt = bcrypt.gensalt(12)
        async with self.limiter:
            return await asyncio.to_thread(bcrypt.hashpw, password, salt)

    async def check(self, password, stored):
        async with self.limiter:
            return await asyncio.to_thread(bcrypt.checkpw, password, stored)


def derive(password, salt):
    return hashlib.scrypt(password, salt=salt, n=2**14, r=8, p=1)


async def key(password, salt):
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, partial(derive, password, salt))


async def etag(body):
    await asyncio.sleep(0)
    return hashlib.sha256(body).hexdigest()


async def signed(payload, secret):
    await asyncio.sleep(0)
    text = json.dumps(payload, sort_keys=True).encode()
    return hmac.new(secret, text, "sha256").hexdigest()


async def token():
    await asyncio.sleep(0)
    return secrets.token_urlsafe(32)


class Kitchen:
    def hash(self, potatoes):
        return [p[::-1] for p in potatoes]

    def verify(self, dish):
        return bool(dish)


async def cook(kitchen: Kitchen, potatoes):
    await asyncio.sleep(0)
    return kitchen.verify(kitchen.hash(potatoes))
