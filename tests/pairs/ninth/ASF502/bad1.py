"""Token and schema caching for a REST client."""
import asyncio
import logging
import time

import anyio
import httpx

logger = logging.getLogger("acme.client")

_discovery = None


async def discovery(client: httpx.AsyncClient) -> dict:
    global _discovery
    if _discovery is None:
        response = await client.get("/.well-known/openid-configuration")
        response.raise_for_status()
        _discovery = response.json()  # expect: ASF502
    return _discovery


class Session:
    def __init__(self, client: httpx.AsyncClient, user: str) -> None:
        self.client = client
        self.user = user
        self.token: str | None = None
        self.expires = 0.0
        self.schemas: dict[str, dict] = {}
        self.refreshing = False
        self.closed = False

    @property
    def expired(self) -> bool:
        return self.token is None or time.monotonic() > self.expires

    async def _fetch_token(self) -> tuple[str, float]:
        conf = await discovery(self.client)
        reply = await self.client.post(conf["token_endpoint"], data={"user": self.user})
        body = reply.json()
        return body["access_token"], body["expires_in"]

    async def authorize(self) -> str | None:
        if self.refreshing:
            return self.token
        conf = await discovery(self.client)
        self.refreshing = True  # expect: ASF502
        try:
            logger.debug("refreshing at %s", conf["issuer"])
            token, ttl = await self._fetch_token()
            self.token = token
            self.expires = time.monotonic() + ttl
        finally:
            self.refreshing = False
        return self.token

    async def schema(self, kind: str) -> dict:
        cache = self.schemas
        if (found := cache.get(kind)) is not None:
            return found
        with anyio.fail_after(20):
            reply = await self.client.get(f"/schemas/{kind}")
        cache[kind] = reply.json()  # expect: ASF502
        return cache[kind]

    async def forget(self, kind: str) -> None:
        if kind not in self.schemas:
            logger.info("schema %s is not cached", kind)
            return
        await self.client.delete(f"/schemas/{kind}/lease")
        del self.schemas[kind]  # expect: ASF502


async def warm_up(session: Session, kinds: list[str]) -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(session.authorize)
        for kind in kinds:
            tg.start_soon(session.schema, kind)
            tg.start_soon(session.forget, kind)


def main() -> None:
    async def run() -> None:
        async with httpx.AsyncClient(base_url="https://api.acme.test") as client:
            await warm_up(Session(client, "svc"), ["order", "invoice"])

    asyncio.run(run())
