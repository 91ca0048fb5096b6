import asyncio

import httpx


class Traffic:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.bytes = 0
        self.requests = 0

    async def size(self, path: str) -> int:
        reply = await self.client.get(path)
        return len(reply.content)

    async def visit(self, path: str) -> None:
        self.bytes += await self.size(path)  # expect: ASF501

    async def record(self, path: str) -> None:
        requests = self.requests
        await self.client.post("/audit", json={"path": path})
        self.requests = requests + 1  # expect: ASF501

    async def crawl(self, paths: list[str]) -> int:
        async with asyncio.TaskGroup() as group:
            for path in paths:
                group.create_task(self.visit(path))
                group.create_task(self.record(path))
        return self.bytes


async def main() -> None:
    async with httpx.AsyncClient(base_url="https://site.internal") as client:
        print(await Traffic(client).crawl(["/", "/about", "/news"]))


if __name__ == "__main__":
    asyncio.run(main())
