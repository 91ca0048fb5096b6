import asyncio
from typing import Iterable

import requests
from requests.adapters import HTTPAdapter


class ApiSession(requests.Session):
    def __init__(self, api_key: str, retries: int = 3) -> None:
        super().__init__()
        self.headers["X-Api-Key"] = api_key
        self.mount("https://", HTTPAdapter(max_retries=retries))


class WeatherProvider:
    def __init__(self, api_key: str) -> None:
        self._api_key = api_key
        self._http = self._make_session()

    def _make_session(self) -> ApiSession:
        return ApiSession(self._api_key)

    async def forecast(self, station: str) -> dict:
        reply = self._http.get(f"https://api.example.org/f/{station}", timeout=8)  # expect: ASF102
        return reply.json()

    async def forecasts(self, stations: Iterable[str]) -> list[dict]:
        return await asyncio.gather(*(self.forecast(s) for s in stations))
