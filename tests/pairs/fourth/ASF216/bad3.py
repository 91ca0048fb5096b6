"""Cache with an optional lock: the conditional take is released unconditionally."""
from __future__ import annotations

import threading
import typing as t


class Cache:
    def __init__(self) -> None:
        self.mutex = threading.RLock()
        self.writer = threading.Lock()
        self.data: dict[str, t.Any] = {}
        self.defaults: dict[str, t.Any] = {"a": 0}

    def get(self, key: str, exclusive: bool = False) -> t.Any:
        if exclusive:
            self.mutex.acquire()
        try:
            return self.defaults.get(key)
        finally:
            self.mutex.release()  # expect: ASF216

    def put(self, key: str, value: t.Any) -> bool:
        if self.writer.acquire(blocking=False):
            try:
                self.data[key] = value
            finally:
                self.writer.release()
        else:
            print("busy, dropped", key)
        self.writer.release()  # expect: ASF216
        return True

    def rename(self, old: str, new: str) -> None:
        with self.writer:
            self.data[new] = self.data[old]
        self.writer.release()  # expect: ASF216


def main() -> None:
    cache = Cache()
    cache.put("a", 1)
    print(cache.get("a", exclusive=True))


if __name__ == "__main__":
    main()
