import httpx


class Identity:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def user_id(self) -> str:
        reply = await self.client.get("/me")
        return reply.json()["id"]


class Api(Identity):
    async def orders(self) -> list[dict]:
        reply = await self.client.get(f"/users/{self.user_id()}/orders")  # expect: ASF302
        return reply.json()

    async def label(self) -> str:
        return "user " + f"{self.user_id()!r:>20}"  # expect: ASF302
