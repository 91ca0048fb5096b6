import asyncio
from typing import Iterable


class Gossip:
    def __init__(self, peers: Iterable) -> None:
        self._peers = list(peers)
        self.verbose = False

    async def _ping(self, peer) -> None:
        await peer.ping()

    async def _report(self) -> None:
        await asyncio.gather(*(peer.stats() for peer in tuple(self._peers)))

    async def round(self) -> int:
        [asyncio.create_task(self._ping(peer)) for peer in self._peers]  # expect: ASF303
        self.verbose and asyncio.create_task(self._report())  # expect: ASF303
        await asyncio.sleep(0)
        return len(self._peers)
