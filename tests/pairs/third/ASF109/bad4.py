"""Token endpoint of an OAuth server written with FastAPI."""
from __future__ import annotations

import hashlib as hl
import hmac
from functools import partial

from fastapi import APIRouter, HTTPException
from passlib.hash import pbkdf2_sha256
from pydantic import BaseModel

router = APIRouter(prefix="/oauth")
stretch = partial(hl.pbkdf2_hmac, "sha512")


class Credentials(BaseModel):
    client: str
    secret: str


class Clients:
    def __init__(self) -> None:
        self.hashes: dict[str, str] = {}

    async def check(self, credentials: Credentials) -> bool:
        stored = self.hashes.get(credentials.client)
        if stored is None:
            return False
        return pbkdf2_sha256.verify(credentials.secret, stored)  # expect: ASF109

    async def rotate(self, client: str, secret: str) -> None:
        self.hashes[client] = pbkdf2_sha256.hash(secret)  # expect: ASF109


clients = Clients()


@router.post("/token")
async def token(credentials: Credentials) -> dict[str, str]:
    if not await clients.check(credentials):
        raise HTTPException(status_code=401)
    raw = stretch(credentials.secret.encode(), b"token", 200_000)  # expect: ASF109
    return {"token": hmac.new(raw, b"v1", "sha256").hexdigest()}
