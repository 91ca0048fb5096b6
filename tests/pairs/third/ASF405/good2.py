"""Render queue that polls a remote farm, which no event can announce."""
import asyncio
import time

import httpx


class Farm:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def state(self, job: str) -> str:
        answer = await self.client.get(f"/jobs/{job}")
        return answer.json()["state"]

    async def wait(self, job: str) -> str:
        while (state := await self.state(job)) in ("queued", "running"):
            await asyncio.sleep(2)
        return state

    async def wait_until(self, job: str, deadline: float) -> str:
        state = "queued"
        while state != "done" and time.monotonic() < deadline:
            state = await self.state(job)
            await asyncio.sleep(1)
        return state

    async def ready(self, attempts: int = 5) -> bool:
        attempt = 0
        while attempt < attempts:
            answer = await self.client.get("/health")
            if answer.status_code == 200:
                return True
            attempt += 1
            await asyncio.sleep(2**attempt)
        return False


async def main() -> None:
    async with httpx.AsyncClient(base_url="https://farm.example.org") as client:
        farm = Farm(client)
        if await farm.ready():
            print(await farm.wait("a"), await farm.wait_until("b", time.monotonic() + 60))


if __name__ == "__main__":
    asyncio.run(main())
