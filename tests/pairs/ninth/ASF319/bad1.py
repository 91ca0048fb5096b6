"""Management commands over an async billing client."""
import asyncio
import logging
import sys
from typing import Any, Coroutine

import aiomysql
import httpx

log = logging.getLogger("billing")

http = httpx.AsyncClient(timeout=10)  # expect: ASF319
_refreshing = asyncio.Lock()  # expect: ASF319


def run(coro: Coroutine[Any, Any, Any]) -> Any:
    """Every command is one event loop."""
    return asyncio.run(coro)


class Ledger:
    slots = asyncio.BoundedSemaphore(4)  # expect: ASF319
    table = "ledger"

    def __init__(self, account: str) -> None:
        self.account = account
        self.lines: list[str] = []

    async def post(self, amount: int) -> None:
        async with self.slots:
            await asyncio.sleep(0.01)
            self.lines.append(f"{self.account} {amount:+d}")

    async def post_many(self, amounts: list[int]) -> None:
        await asyncio.gather(*(self.post(amount) for amount in amounts))


class Outbox:
    def __init__(self, limit: int) -> None:
        self.pending: asyncio.Queue[str] = asyncio.Queue(limit)

    async def send(self, text: str) -> None:
        await self.pending.put(text)

    async def flush(self) -> int:
        count = 0
        while not self.pending.empty():
            log.info("mail: %s", self.pending.get_nowait())
            count += 1
        return count


outbox = Outbox(20)  # expect: ASF319


async def refresh(base: str) -> None:
    async with _refreshing:
        response = await http.get(f"{base}/rates")
        response.raise_for_status()
        await outbox.send("rates refreshed")


async def charge(ledger: Ledger, amounts: list[int]) -> None:
    await ledger.post_many(amounts)
    await refresh("http://billing.local")


async def import_rows(dsn: dict[str, Any]) -> int:
    async with aiomysql.create_pool(**dsn) as pool:
        async with pool.acquire() as connection:
            log.debug("connected: %s", connection)
    return await outbox.flush()


def main(argv: list[str]) -> int:
    ledger = Ledger("acme")
    match argv:
        case ["charge", *amounts]:
            run(charge(ledger, [int(a) for a in amounts]))
        case _:
            run(refresh("http://billing.local"))
    run(import_rows({"host": "db"}))
    for _ in range(2):
        run(charge(ledger, [1, -1]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
