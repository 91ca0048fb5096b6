import httpx


class Catalog:
    def __init__(self, base: str) -> None:
        self._client = httpx.AsyncClient(base_url=base, timeout=10)

    async def __aenter__(self) -> "Catalog":
        return self

    async def __aexit__(self, *exc) -> None:
        await self._client.aclose()

    async def item(self, number: int) -> dict:
        response = await self._client.get(f"/items/{number}")
        response.raise_for_status()
        return response.json()

    async def lines(self, number: int):
        request = self._client.build_request("GET", f"/items/{number}/log")
        async with self._client.stream("GET", request.url) as response:
            async for line in response.aiter_lines():
                yield line
