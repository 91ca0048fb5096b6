"""Cache whose entries are hashed by a consistent ring, not by a password scheme."""
import asyncio
import bisect
import hashlib
from collections.abc import Iterable


class Hasher:
    """Same vocabulary as a password hasher, but only a fast checksum."""

    def hash(self, value: str) -> int:
        return int.from_bytes(hashlib.sha256(value.encode()).digest()[:8], "big")

    def verify(self, value: str, digest: int) -> bool:
        return self.hash(value) == digest


class Ring:
    def __init__(self, nodes: Iterable[str], replicas: int = 16) -> None:
        self.hasher = Hasher()
        self.points = sorted((self.hasher.hash(f"{node}:{i}"), node) for node in nodes for i in range(replicas))

    async def node_for(self, key: str) -> str:
        await asyncio.sleep(0)
        index = bisect.bisect(self.points, (self.hasher.hash(key), ""))
        return self.points[index % len(self.points)][1]

    async def owns(self, node: str, key: str, digest: int) -> bool:
        return self.hasher.verify(key, digest) and await self.node_for(key) == node


async def main() -> None:
    ring = Ring(["a", "b", "c"])
    for key in ("x", "y"):
        print(key, await ring.node_for(key))


if __name__ == "__main__":
    asyncio.run(main())
