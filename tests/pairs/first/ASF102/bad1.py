import asyncio

import requests


class BaseClient:
    def __init__(self, base: str, token: str) -> None:
        self.base = base
        self._session = requests.Session()
        self._session.headers["Authorization"] = f"Bearer {token}"


class OrderClient(BaseClient):
    async def order(self, number: str) -> dict:
        response = self._session.get(f"{self.base}/orders/{number}", timeout=10)  # expect: ASF102
        response.raise_for_status()
        return response.json()

    async def cancel(self, number: str) -> bool:
        for delay in (0.1, 0.5):
            answer = self._session.request("DELETE", f"{self.base}/orders/{number}")  # expect: ASF102
            if answer.ok:
                return True
            await asyncio.sleep(delay)
        return False
