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
        await self.link.ship(entry.home, seq)
        self.shard.seq = seq + 1  # expect: ASF501
        return seq

    async def ensure_owner(self):
        if self.shard.owner is None:
            if await self.link.claim(self.name):
                self.shard.owner = self.name  # expect: ASF502
        return self.shard.owner == self.name

    async def replicate(self):
        for replica in self.shard.replicas:  # expect: ASF801
            try:
                await self.link.ship(replica, self.shard.seq)
            except OSError:
                log.warning("%s is behind", replica)

    def expire(self, horizon):
        for key, seq in self.shard.pending.items():
            if seq < horizon:
                self.forget(key)  # expect: ASF802

    async def bump_term(self):
        await self.link.claim(self.name)
        self.shard.term += 1

    def lagging(self, seen):
        return [r for r in self.shard.replicas if r not in seen]
