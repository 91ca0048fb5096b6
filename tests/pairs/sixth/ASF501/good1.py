import asyncio

import httpx


class Traffic:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.bytes = 0
        self.requests = 0
        self.balance = 0
        self.latest = ""
        self.lock = asyncio.Lock()

    async def size(self, path: str) -> int:
        reply = await self.client.get(path)
        return len(reply.content)

    async def visit(self, path: str) -> None:
        size = await self.size(path)
        self.bytes += size

    async def record(self, path: str) -> None:
        self.requests += 1
        await self.client.post("/audit", json={"path": path, "number": self.requests})

    async def deposit(self, amount: int) -> None:
        async with self.lock:
            balance = self.balance
            await self.client.post("/deposit", json={"amount": amount})
            self.balance = balance + amount

    async def refresh(self) -> None:
        print("before", self.latest)
        self.latest = (await self.client.get("/latest")).text

    async def reread(self) -> None:
        requests = self.requests
        await self.client.post("/requests", json=requests)
        requests = self.requests
        self.requests = requests + 1

    async def total(self, paths: list[str]) -> int:
        total = 0
        for path in paths:
            total += await self.size(path)
        return total


async def main() -> None:
    async with httpx.AsyncClient(base_url="https://site.internal") as client:
        traffic = Traffic(client)
        await asyncio.gather(*(traffic.visit(path) for path in ("/", "/a")))
        await asyncio.gather(traffic.deposit(1), traffic.deposit(2), traffic.record("/"), traffic.reread())
        await traffic.refresh()


asyncio.run(main())
