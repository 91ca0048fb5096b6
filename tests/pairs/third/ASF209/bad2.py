"""Token refresher shared by the tasks of an API client."""
import asyncio
import time

import httpx


class Tokens:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.lock = asyncio.Lock()
        self.values: list[tuple[float, str]] = []

    async def ping(self) -> None:
        answer = await self.client.get("/ping")
        answer.raise_for_status()

    async def refresh(self) -> None:
        if not self.lock.locked():  # expect: ASF209
            await self.ping()
            async with self.lock:
                answer = await self.client.post("/token")
                self.values.append((time.time(), answer.text))

    async def current(self) -> str:
        async with self.lock:
            if self.values:
                return self.values[-1][1]
        await self.refresh()
        return "pending"


async def main() -> None:
    async with httpx.AsyncClient(base_url="https://api.example.org") as client:
        tokens = Tokens(client)
        print(await asyncio.gather(tokens.current(), tokens.current()))


if __name__ == "__main__":
    asyncio.run(main())
