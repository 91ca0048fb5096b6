from __future__ import annotations

import asyncio
from dataclasses import dataclass, field


@dataclass
class Mirror:
    host: str
    latency: float = 0.0

    async def measure(self) -> float:
        start = asyncio.get_running_loop().time()
        _, writer = await asyncio.open_connection(self.host, 443)
        writer.close()
        self.latency = asyncio.get_running_loop().time() - start
        return self.latency


@dataclass
class MirrorList:
    mirrors: list[Mirror] = field(default_factory=list)

    async def measure_all(self) -> dict[str, float]:
        results = {}
        for mirror in self.mirrors:
            results[mirror.host] = await mirror.measure()  # expect: ASF320
        return results

    async def fastest(self) -> str:
        results = await self.measure_all()
        return min(results, key=results.__getitem__)


async def compare(a: str, b: str) -> float:
    return await Mirror(a).measure() - await Mirror(b).measure()  # expect: ASF320
