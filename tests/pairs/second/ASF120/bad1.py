from __future__ import annotations

import time
from dataclasses import dataclass

import httpx
import requests


@dataclass
class Token:
    value: str
    expires: float

    def valid(self) -> bool:
        return time.time() < self.expires - 30


class OAuthBase:
    TOKEN_URL = "https://login.example.org/token"

    @staticmethod
    def _post(url: str, form: dict[str, str]) -> dict:
        resp = requests.post(url, data=form, timeout=10)
        resp.raise_for_status()
        return resp.json()

    @classmethod
    def _grant(cls, client_id: str, secret: str) -> Token:
        body = cls._post(cls.TOKEN_URL, {"client_id": client_id, "client_secret": secret})
        return Token(body["access_token"], time.time() + body["expires_in"])


class CloudApi(OAuthBase):
    def __init__(self, client_id: str, secret: str, http: httpx.AsyncClient) -> None:
        self._client_id = client_id
        self._secret = secret
        self._http = http
        self._token: Token | None = None

    def _ensure_token(self) -> str:
        if self._token is None or not self._token.valid():
            self._token = self._grant(self._client_id, self._secret)
        return self._token.value

    async def devices(self) -> list[dict]:
        headers = {"Authorization": f"Bearer {self._ensure_token()}"}  # expect: ASF120
        resp = await self._http.get("/devices", headers=headers)
        return resp.json()
