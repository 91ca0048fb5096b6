import asyncio

import httpx


class Dashboard:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def fetch(self, path: str) -> dict:
        reply = await self.client.get(path)
        reply.raise_for_status()
        return reply.json()

    async def widgets(self, names: list[str]) -> list[dict]:
        return [await self.fetch(f"/widgets/{name}") for name in names]  # expect: ASF320

    async def summary(self) -> tuple[dict, dict]:
        return await self.fetch("/sales"), await self.fetch("/stock")  # expect: ASF320


async def main() -> None:
    async with httpx.AsyncClient(base_url="https://shop.internal") as client:
        board = Dashboard(client)
        print(await board.summary())


if __name__ == "__main__":
    asyncio.run(main())
