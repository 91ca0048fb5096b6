from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Memo:
    compute: Callable[[str], int]
    guard: threading.RLock = field(default_factory=threading.RLock)
    values: dict[str, int] = field(default_factory=dict)

    def get(self, key: str) -> int:
        with self.guard:
            if key not in self.values:
                self.values[key] = self.compute(key)  # expect: ASF218
            return self.values[key]


class Resource:
    def __init__(self, on_close: Callable[[], None] | None = None) -> None:
        self.lock = threading.Lock()
        self.on_close = on_close
        self.closed = False

    def close(self) -> None:
        self.lock.acquire()
        try:
            if not self.closed and self.on_close is not None:
                hook = self.on_close
                hook()  # expect: ASF218
            self.closed = True
        finally:
            self.lock.release()
