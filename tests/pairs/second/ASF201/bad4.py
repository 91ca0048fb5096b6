from __future__ import annotations

import contextlib
import threading
from dataclasses import dataclass, field


@dataclass
class Shard:
    name: str
    guard: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(1))


class Cluster:
    def __init__(self, shard: Shard, state_lock, client) -> None:
        self._shard = shard
        self._state_lock = state_lock
        self._client = client

    async def promote(self, node: str) -> bool:
        with self._state_lock:  # expect: ASF201
            accepted = await self._client.promote(node)
        return accepted

    async def demote(self, node: str) -> None:
        with contextlib.suppress(ConnectionError), self._shard.guard:  # expect: ASF201
            await self._client.demote(self._shard.name, node)
