import asyncio
import logging

from .node import Node

log = logging.getLogger(__name__)


class Leader(Node):
    def __init__(self, name, link):
        super().__init__(name, link)
        self._claiming = asyncio.Lock()

    async def append(self, entry):
        seq = self.shard.seq
        self.shard.seq = seq + 1
        await self.link.ship(entry.home, seq)
        return seq

    async def ensure_owner(self):
        async with self._claiming:
            if self.shard.owner is None:
                if await self.link.claim(self.name):
                    self.shard.owner = self.name
            return self.shard.owner == self.name

    async def replicate(self):
        for replica in tuple(self.shard.replicas):
            try:
                await self.link.ship(replica, self.shard.seq)
            except OSError:
                log.warning("%s is behind", replica)

    def expire(self, horizon):
        for key, seq in list(self.shard.pending.items()):
            if seq < horizon:
                self.forget(key)

    async def bump_term(self):
        await self.link.claim(self.name)
        self.shard.term += 1

    def lagging(self, seen):
        return [r for r in self.shard.replicas if r not in seen]
