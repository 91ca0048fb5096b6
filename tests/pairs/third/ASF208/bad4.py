"""Thumbnail cache with one lock for each shard."""
import threading
from collections.abc import Callable

SHARDS = 8
LOCK_WAIT = 0.25


def acquire_lock_for(locks: list[threading.Lock], key: str) -> threading.Lock:
    return locks[hash(key) % len(locks)]


class ThumbnailCache:
    def __init__(self, render: Callable[[str], bytes]) -> None:
        self.render = render
        self.locks = [threading.Lock() for _ in range(SHARDS)]

    def warm(self, key: str, sink: Callable[[str, bytes], None]) -> None:
        lock = self.locks[hash(key) % SHARDS]
        lock.acquire(timeout=LOCK_WAIT)  # expect: ASF208
        try:
            sink(key, self.render(key))
        finally:
            lock.release()

    def drop(self, key: str, remove: Callable[[str], None]) -> None:
        lock = acquire_lock_for(self.locks, key)
        lock.acquire(False)  # expect: ASF208
        try:
            remove(key)
        finally:
            lock.release()


def main() -> None:
    cache = ThumbnailCache(lambda key: key.encode())
    for key in ("a.png", "b.png"):
        cache.warm(key, lambda name, data: print(name, len(data)))
    cache.drop("a.png", print)


if __name__ == "__main__":
    main()
