"""Replays a recorded input session in real time."""
import time
from dataclasses import dataclass, field

import anyio


@dataclass
class Recording:
    gaps: list[float] = field(default_factory=list)
    frames: list[bytes] = field(default_factory=list)

    async def warm_up(self) -> int:
        waited = list(map(time.sleep, self.gaps[:3]))  # expect: ASF101
        return len(waited)

    async def play(self, sink) -> None:
        await self.warm_up()
        for frame in self.frames:
            await sink.send(frame)
            await anyio.sleep(0.04)
        [time.sleep(gap) for gap in self.gaps[3:]]  # expect: ASF101
