"""Token refresher that tests and takes an asyncio lock without a pause between."""
import asyncio

import httpx


class Tokens:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.lock = asyncio.Lock()
        self.values: list[str] = []

    async def refresh(self) -> bool:
        if not self.lock.locked():
            async with self.lock:
                answer = await self.client.post("/token")
                self.values.append(answer.text)
            return True
        return False

    async def refresh_named(self, name: str) -> None:
        if self.lock.locked():
            return
        path = f"/token/{name.lower()}"
        await self.lock.acquire()
        try:
            answer = await self.client.post(path)
            self.values.append(answer.text)
        finally:
            self.lock.release()


async def main() -> None:
    async with httpx.AsyncClient(base_url="https://api.example.org") as client:
        tokens = Tokens(client)
        await tokens.refresh_named("Deploy")
        print(await asyncio.gather(tokens.refresh(), tokens.refresh()))


if __name__ == "__main__":
    asyncio.run(main())
