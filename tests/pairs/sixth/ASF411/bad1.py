import asyncio

import httpx


class Profile:
    def __init__(self, client: httpx.AsyncClient, user: str) -> None:
        self.client = client
        self.user = user

    async def part(self, name: str) -> dict:
        reply = await self.client.get(f"/users/{self.user}/{name}")
        reply.raise_for_status()
        return reply.json()

    async def load(self) -> dict:
        orders, friends, photos = await asyncio.gather(  # expect: ASF411
            self.part("orders"),
            self.part("friends"),
            self.part("photos"),
        )
        return {"orders": orders, "friends": friends, "photos": photos}


async def main() -> None:
    async with httpx.AsyncClient(base_url="https://social.internal") as client:
        print(await Profile(client, "ann").load())


if __name__ == "__main__":
    asyncio.run(main())
