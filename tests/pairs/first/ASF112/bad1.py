import asyncio

import requests


class Metrics:
    def __init__(self, url: str) -> None:
        self.url = url
        self.points: list[dict] = []

    def _flush(self) -> None:
        requests.post(self.url, json=self.points, timeout=2)
        self.points.clear()

    async def record(self, point: dict) -> None:
        self.points.append(point)
        if len(self.points) == 1:
            asyncio.get_running_loop().call_later(5, self._flush)  # expect: ASF112
        await asyncio.sleep(0)
