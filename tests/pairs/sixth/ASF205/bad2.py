from __future__ import annotations

import threading as th
from dataclasses import dataclass, field
from typing import Any

import trio


@dataclass
class Throttle:
    rate: int
    limiter: trio.CapacityLimiter = field(default_factory=lambda: trio.CapacityLimiter(2))
    guard: Any = field(default_factory=th.Lock)
    sent: int = 0

    async def send(self, stream: trio.SocketStream, data: bytes) -> None:
        with self.limiter:  # expect: ASF205
            await stream.send_all(data)

    async def count(self) -> None:
        async with self.guard:  # expect: ASF205
            self.sent += 1
            await trio.sleep(1 / self.rate)


def make_mutex() -> th.RLock:
    return th.RLock()


class Session:
    def __init__(self) -> None:
        self.mutex = make_mutex()
        self.open = True

    async def close(self) -> None:
        async with self.mutex:  # expect: ASF205
            self.open = False
            await trio.sleep(0)
