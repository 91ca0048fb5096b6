"""Trio cache whose invalidation only touches its lock."""
import trio


class Cache:
    def __init__(self) -> None:
        self._lock = trio.Lock()
        self._generation = 0
        self._values: dict[str, bytes] = {}

    async def fetch(self, key: str) -> bytes:
        async with self._lock:
            await trio.sleep(0.01)
            value = self._values.get(key, key.encode())
            self._values[key] = value
            return value

    async def invalidate(self, key: str) -> None:
        async with self._lock:  # expect: ASF215
            pass
        print("invalidated", key)


def make_lock() -> trio.Lock:
    return trio.Lock()


start_lock = make_lock()


async def gate() -> None:
    async with start_lock:  # expect: ASF215
        pass


async def main() -> None:
    cache = Cache()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(gate)
        nursery.start_soon(cache.fetch, "a")
        nursery.start_soon(cache.invalidate, "a")


if __name__ == "__main__":
    trio.run(main)
