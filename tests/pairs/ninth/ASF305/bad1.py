"""Sync facade over an async inventory client, and code that uses it."""
import asyncio
import logging
from functools import wraps

import anyio
import trio

log = logging.getLogger("inventory")


def sync(fn):
    """Expose a coroutine function to scripts."""

    @wraps(fn)
    def runner(*args, **kwargs):
        return asyncio.run(fn(*args, **kwargs))

    return runner


class Client:
    def __init__(self, base: str) -> None:
        self.base = base
        self._stock: dict[str, int] = {}

    async def fetch(self, sku: str) -> int:
        await asyncio.sleep(0.01)
        return self._stock.get(sku, 0)

    def fetch_sync(self, sku: str) -> int:
        return self._drive(self.fetch(sku))

    def _drive(self, coro):
        loop = asyncio.new_event_loop()
        try:
            return loop.run_until_complete(coro)
        finally:
            loop.close()

    @property
    def total(self) -> int:
        async def count() -> int:
            await asyncio.sleep(0)
            return sum(self._stock.values())

        return asyncio.run(count())


@sync
async def refresh(client: Client) -> None:
    await client.fetch("*")


class Planner:
    def __init__(self, client: Client) -> None:
        self.client = client

    async def reorder(self, skus: list[str]) -> list[str]:
        short = [sku for sku in skus if self.client.fetch_sync(sku) < 5]  # expect: ASF305
        if short:
            log.info("%d items short of %d", len(short), self.client.total)  # expect: ASF305
        return short

    async def nightly(self) -> None:
        try:
            refresh(self.client)  # expect: ASF305
        except RuntimeError:
            log.exception("refresh failed")
            raise

    async def survey(self, depots: list[str]) -> None:
        async def visit(depot: str) -> None:
            await trio.sleep(1)
            log.debug("visited %s", depot)

        for depot in depots:
            trio.run(visit, depot)  # expect: ASF305


def script() -> None:
    client = Client("http://stock.local")
    print(client.fetch_sync("a-1"), client.total)
    refresh(client)
    anyio.run(Planner(client).nightly)


if __name__ == "__main__":
    script()
