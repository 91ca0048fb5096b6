import logging

from .compat import Lock, gather
from .db import load_account, load_isolated, new_session
from .outbox import Outbox

log = logging.getLogger(__name__)


class Ledger(Outbox):
    def __init__(self, gateway, shards=8):
        super().__init__(gateway)
        self.shard_locks = [Lock()] * shards  # expect: ASF806
        self.names = ["-"] * shards

    async def balances(self, numbers):
        async with new_session() as session:
            return await gather(*(load_account(session, n) for n in numbers))  # expect: ASF704

    async def balances_in_turn(self, numbers):
        async with new_session() as session:
            return [await load_account(session, n) for n in numbers]

    async def post(self, entries):
        batch = []
        async for entry in entries:
            batch.append(entry)
            if len(batch) >= 50:
                await self.batches.put(batch)
                batch.clear()  # expect: ASF807
        if batch:
            await self.batches.put(batch)

    def rename(self, shard, name):
        with self.shard_locks[shard]:
            self.names[shard] = name
