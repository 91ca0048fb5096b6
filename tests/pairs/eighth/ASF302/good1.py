"""Loyalty points: balances, vouchers and a plug-in hook."""
from __future__ import annotations

import asyncio
import inspect
import json
import logging
from typing import Any, Awaitable, Callable, Coroutine

logger = logging.getLogger(__name__)
Hook = Callable[[str, int], "Awaitable[None] | None"]


class Account:
    def __init__(self, owner: str) -> None:
        self.owner = owner
        self._points = 0
        self._refresh: asyncio.Task[None] | None = None

    @property
    async def balance(self) -> int:
        await asyncio.sleep(0)
        return self._points

    async def vouchers(self) -> dict[str, int]:
        await asyncio.sleep(0)
        return {"coffee": 2, "tea": 1}

    async def _pull(self) -> None:
        await asyncio.sleep(0.1)
        logger.info("refreshed %s", self.owner)

    def refresh(self) -> asyncio.Task[None]:
        if self._refresh and not self._refresh.done():
            return self._refresh
        self._refresh = asyncio.create_task(self._pull())
        return self._refresh

    def settle_later(self, points: int) -> Coroutine[Any, Any, None] | None:
        if points == 0:
            return None
        return self._settle(points)

    async def _settle(self, points: int) -> None:
        await asyncio.sleep(0)
        self._points += points


class Ledger:
    def __init__(self) -> None:
        self.accounts: dict[str, Account] = {}

    def balance(self, owner: str) -> int:
        return len(owner) * 10

    async def report(self, owner: str) -> str:
        account = self.accounts[owner]
        if self.balance(owner) > 50:
            logger.info("estimate for %s is high", owner)
        if await account.balance > 100:
            return f"{owner}: gold, {await account.balance} points"
        coffee = (await account.vouchers())["coffee"]
        return json.dumps({"owner": owner, "coffee": coffee, **await account.vouchers()})

    async def settle_all(self, points: dict[str, int]) -> int:
        jobs = [self.accounts[owner]._settle(n) for owner, n in points.items()]
        if not jobs:
            return 0
        logger.info("settling %d accounts", len(jobs))
        await asyncio.gather(*jobs)
        return len(jobs)

    async def settle_one(self, owner: str, points: int) -> bool:
        job = self.accounts[owner].settle_later(points)
        if job is None:
            return False
        await job
        return True

    async def notify(self, hook: Hook, owner: str, points: int) -> None:
        outcome = hook(owner, points)
        if inspect.isawaitable(outcome):
            await outcome


async def main() -> None:
    ledger = Ledger()
    ledger.accounts["ada"] = Account("ada")
    await ledger.settle_all({"ada": 120})
    await ledger.settle_one("ada", 5)
    await ledger.accounts["ada"].refresh()
    await ledger.notify(lambda owner, points: logger.info("%s %d", owner, points), "ada", 5)
    print(await ledger.report("ada"))


if __name__ == "__main__":
    asyncio.run(main())
