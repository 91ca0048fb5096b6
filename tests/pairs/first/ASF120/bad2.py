import time

import httpx


class Auth:
    def __init__(self, client: httpx.Client) -> None:
        self._client = client
        self._token = ""
        self._expires = 0.0

    @property
    def token(self) -> str:
        if time.time() >= self._expires:
            reply = self._client.post("/oauth/token", data={"grant_type": "client_credentials"})
            self._token = reply.json()["access_token"]
            self._expires = time.time() + 300
        return self._token


class Api:
    def __init__(self, auth: Auth, http: "httpx.AsyncClient") -> None:
        self.auth = auth
        self.http = http

    async def get(self, path: str) -> dict:
        headers = {"Authorization": f"Bearer {self.auth.token}"}  # expect: ASF120
        reply = await self.http.get(path, headers=headers)
        return reply.json()
