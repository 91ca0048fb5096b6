import asyncio
import inspect

import httpx


class Probe:
    def __init__(self, client: "httpx.AsyncClient | None" = None) -> None:
        self.client = client or httpx.AsyncClient()

    async def status(self, url: str) -> int:
        response = await self.client.head(url)
        return response.status_code

    async def any_alive(self, urls: list[str]) -> bool:
        pending = [self.client.get(url) for url in urls]
        answers = await asyncio.gather(*pending, return_exceptions=True)
        return any(isinstance(a, httpx.Response) and a.is_success for a in answers)

    async def close(self) -> None:
        outcome = self.client.aclose()
        if inspect.isawaitable(outcome):
            await outcome
