from typing import Any, NamedTuple


class Reply(NamedTuple):
    status: int
    body: bytes


class Api:
    def __init__(self, http) -> None:
        self._http = http

    async def fetch(self, path: str) -> Reply:
        raw = await self._http.get(path)
        return Reply(raw.status, raw.body)

    async def config(self) -> dict[str, Any]:
        return await self._http.get_json("/config")

    async def headers(self) -> dict[str, str]:
        return {"Authorization": await self._http.token()}


class Client:
    def __init__(self) -> None:
        self._api = Api(None)

    async def healthy(self) -> bool:
        status = self._api.fetch("/health").status  # expect: ASF302
        return status == 200

    async def region(self) -> str:
        return self._api.config()["region"]  # expect: ASF302

    async def merged(self) -> dict[str, str]:
        return {"Accept": "*/*", **self._api.headers()}  # expect: ASF302
