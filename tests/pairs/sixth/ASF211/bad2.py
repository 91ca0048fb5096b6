from __future__ import annotations

import threading
from dataclasses import dataclass, field

totals: dict[str, int] = {}
requests_seen = 0


@dataclass
class Meter:
    name: str
    lock: threading.Lock = field(default_factory=threading.Lock)
    own: int = 0

    def hit(self, size: int) -> None:
        global requests_seen
        with self.lock:
            self.own += size
            requests_seen += 1  # expect: ASF211


class TotalMeter(Meter):
    def flush(self) -> None:
        self.lock.acquire()
        try:
            totals[self.name] = totals.get(self.name, 0) + self.own  # expect: ASF211
            self.own = 0
        finally:
            self.lock.release()


def serve(meter: TotalMeter, sizes: list[int]) -> None:
    for size in sizes:
        meter.hit(size)
    meter.flush()
