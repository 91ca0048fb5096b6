from __future__ import annotations

from dataclasses import dataclass, field

import trio


@dataclass
class Turnstile:
    capacity: int
    inside: int = 0
    log: list[str] = field(default_factory=list)

    def leave(self) -> None:
        self.inside -= 1

    async def enter(self, name: str) -> None:
        spins = 0
        while self.inside >= self.capacity:  # expect: ASF111
            spins += 1
        self.inside += 1
        self.log.append(f"{name} after {spins}")
        await trio.sleep(0)


class Heartbeat:
    def __init__(self, peers: dict[str, float]) -> None:
        self.peers = peers

    def late(self, now: float) -> list[str]:
        return [peer for peer, seen in self.peers.items() if now - seen > 5]

    async def watch(self) -> None:
        while True:  # expect: ASF111
            late = self.late(trio.current_time())
            for peer in late:
                await self.ping(peer)

    async def ping(self, peer: str) -> None:
        await trio.sleep(0.01)
        self.peers[peer] = trio.current_time()
