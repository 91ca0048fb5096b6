"""OAuth token broker shared by the connectors of an integration hub."""
from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

import aiohttp
from filelock import FileLock

logger = logging.getLogger("broker")


@dataclass
class Token:
    value: str
    expires: float

    @property
    def fresh(self) -> bool:
        return self.expires - 30 > time.time()


class Ledger:
    """Counts what each tenant used; also read from a metrics thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._used: dict[str, int] = {}

    def add(self, tenant: str) -> int:
        with self._lock:
            self._used[tenant] = self._used.get(tenant, 0) + 1
            return self._used[tenant]

    def snapshot(self) -> dict[str, int]:
        with self._lock:
            return dict(self._used)


class Broker:
    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.session = session
        self.url = url
        self.ledger = Ledger()
        self._gate = threading.RLock()
        self._file = FileLock("/run/broker/token.lock")

    async def _request(self, tenant: str) -> Token:
        async with self.session.post(self.url, json={"tenant": tenant}) as response:
            data = await response.json()
        return Token(data["access_token"], time.time() + data["expires_in"])

    @contextlib.contextmanager
    def exclusive(self, tenant: str) -> Iterator[None]:
        logger.debug("exclusive for %s", tenant)
        with self._gate:
            yield

    async def token(self, tenant: str) -> Token:
        self.ledger.add(tenant)
        with self.exclusive(tenant):  # expect: ASF201
            return await self._request(tenant)

    async def rotate(self, tenant: str) -> Token:
        guard = self._file
        guard.acquire(timeout=10)  # expect: ASF201
        try:
            token = await self._request(tenant)
            logger.info("rotated %s", tenant)
            return token
        finally:
            guard.release()

    async def usage(self) -> dict[str, int]:
        await asyncio.sleep(0)
        return self.ledger.snapshot()


async def revoke(broker: Broker, tenants: list[str], revoke_lock) -> int:
    count = 0
    with revoke_lock:  # expect: ASF201
        for tenant in tenants:
            async with broker.session.delete(f"{broker.url}/{tenant}") as response:
                count += response.status == 204
    return count


async def audit(lines: AsyncIterator[str], *, mutex: threading.Lock) -> AsyncIterator[str]:
    seen: set[str] = set()
    with contextlib.suppress(StopAsyncIteration), mutex:  # expect: ASF201
        async for line in lines:
            if line not in seen:
                seen.add(line)
                yield line


async def main() -> None:
    async with aiohttp.ClientSession() as session:
        broker = Broker(session, "https://auth.example.org/token")
        token = await broker.token("acme")
        if not token.fresh:
            await broker.rotate("acme")
        logger.info("%s", await broker.usage())
        await revoke(broker, ["acme"], threading.Lock())


if __name__ == "__main__":
    asyncio.run(main())
