import asyncio
import time
from dataclasses import dataclass, field


@dataclass
class BlinkPattern:
    name: str
    gaps: list[float] = field(default_factory=lambda: [0.1, 0.2, 0.1])


class Beacon:
    PATTERNS = {"ok": BlinkPattern("ok"), "sos": BlinkPattern("sos", [0.3] * 9)}

    def __init__(self, bus) -> None:
        self._bus = bus

    async def preview(self, name: str) -> None:
        pattern = self.PATTERNS[name]
        await asyncio.to_thread(lambda: list(map(time.sleep, pattern.gaps)))

    async def play(self, name: str) -> int:
        pattern = self.PATTERNS.get(name)
        if pattern is None:
            return 0
        await self._bus.write(b"\x01")
        done = list(map(time.sleep, pattern.gaps))  # expect: ASF101
        await self._bus.write(b"\x00")
        return len(done)
