"""Usage metering for the upload gateway."""
from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field

import trio

log = logging.getLogger("gateway.metering")


@dataclass
class Account:
    owner: str
    balance: int = 0
    history: list[str] = field(default_factory=list)


class Ledger:
    def __init__(self, rates, store) -> None:
        self._rates = rates
        self._store = store
        self.billed_bytes = 0
        self.revision = 0
        self.accounts: dict[str, Account] = {}
        self.failed: int = 0

    def register(self, owner: str) -> Account:
        account = Account(owner)
        self.accounts[owner] = account
        return account

    async def on_upload(self, part) -> None:
        try:
            self.billed_bytes += await self._rates.weigh(part)  # expect: ASF501
        except ConnectionError:
            self.failed += 1
            log.warning("rate service unavailable, part %s not billed", part.id)

    async def commit(self, changes: list[dict]) -> int:
        current, batch = self.revision, list(changes)
        if not batch:
            return current
        await self._store.append(current + 1, batch)
        log.debug("committed %d changes on top of r%d", len(batch), current)
        self.revision = current + 1  # expect: ASF501
        return current + 1

    async def charge(self, owner: str, amount: int) -> None:
        account = self.accounts[owner]
        remaining = account.balance - amount
        async with self._store.transaction() as tx:
            await tx.write(owner, remaining)
        account.balance = remaining  # expect: ASF501
        account.history.append(f"-{amount}")


def make_sampler(probe):
    peak = 0
    samples = 0

    async def sample() -> int:
        nonlocal peak, samples
        samples += 1
        before = peak
        reading = await probe.read()
        await trio.sleep(0.1)
        peak = max(before, reading)  # expect: ASF501
        return samples

    return sample


async def monitor(probe) -> None:
    sample = make_sampler(probe)
    async with trio.open_nursery() as nursery:
        for _ in range(4):
            nursery.start_soon(sample)


async def serve(ledger: Ledger, parts) -> None:
    async with asyncio.TaskGroup() as tg:
        for part in parts:
            tg.create_task(ledger.on_upload(part))
            tg.create_task(ledger.charge(part.owner, part.size))
            tg.create_task(ledger.commit([{"part": part.id}]))
