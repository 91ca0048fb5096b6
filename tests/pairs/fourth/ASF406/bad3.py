"""anyio request limits written around the wrong lines."""
from __future__ import annotations

import json
from dataclasses import dataclass

import anyio
import httpx


@dataclass
class Fetcher:
    client: httpx.AsyncClient
    limit: float = 3.0

    async def fetch(self, url: str) -> dict:
        response = await self.client.get(url)
        with anyio.fail_after(self.limit):  # expect: ASF406
            return json.loads(response.text)

    async def fetch_later(self, url: str) -> int:
        with anyio.move_on_after(self.limit) as scope:  # expect: ASF406
            request = self.fetch(url)
        data = await request
        return 0 if scope.cancel_called else len(data)

    async def fetch_lines(self, url: str) -> list[str]:
        lines: list[str] = []
        async with self.client.stream("GET", url) as response:
            async for line in response.aiter_lines():
                with anyio.move_on_after(0.5):  # expect: ASF406
                    lines.append(line.strip())
        return lines


async def main() -> None:
    async with httpx.AsyncClient() as client:
        fetcher = Fetcher(client)
        print(await fetcher.fetch("https://a.example"))
        print(await fetcher.fetch_later("https://b.example"))


if __name__ == "__main__":
    anyio.run(main)
