"""API client that translates transport errors into its own."""
from typing import Any

import httpx


class ApiError(Exception):
    pass


class NotFound(ApiError):
    pass


class Client:
    def __init__(self, base: str) -> None:
        self.http = httpx.AsyncClient(base_url=base)

    async def _request(self, method: str, path: str, **options: Any) -> dict:
        answer = await self.http.request(method, path, **options)
        if answer.status_code == 404:
            raise NotFound(path)
        return answer.json()

    def get(self, path: str):
        try:
            return self._request("GET", path)  # expect: ASF309
        except httpx.TransportError as error:
            raise ApiError(path) from error

    def create(self, path: str, payload: dict):
        try:
            return self._request("POST", path, json=payload)  # expect: ASF309
        finally:
            print("created", path)

    async def close(self) -> None:
        await self.http.aclose()


async def show(client: Client) -> None:
    user = await client.get("/users/1")
    print(user["name"])
    await client.create("/audit", {"user": 1})
    await client.close()
