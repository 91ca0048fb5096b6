import asyncio
import time

import requests


class GeoClient:
    def __init__(self, root):
        self.root = root
        self.retries = 3

    def _get(self, path):
        for attempt in range(self.retries):
            answer = requests.get(self.root + path, timeout=5)
            if answer.status_code != 503:
                return answer.json()
            time.sleep(attempt)
        raise TimeoutError(path)

    def locate(self, address):
        hits = self._get(f"/search?q={address}")
        return hits[0]["lat"], hits[0]["lon"]

    @property
    def version(self):
        return self._get("/version")["number"]


async def route(client: GeoClient, start, end):
    a = client.locate(start)  # expect: ASF120
    b = client.locate(end)  # expect: ASF120
    await asyncio.sleep(0)
    return [a, b]


async def main():
    client = GeoClient("https://geo.example.org")
    print(await route(client, "Oslo", "Bergen"))


asyncio.run(main())
