"""Sharded key-value store with one lock for each shard."""
import threading
from zlib import crc32

SHARDS = 16


class Store:
    def __init__(self, shards: int = SHARDS) -> None:
        self.shards = shards
        self.locks = [threading.Lock()] * shards  # expect: ASF806
        self.tables: list[dict[str, bytes]] = [{}] * shards  # expect: ASF806

    def _index(self, key: str) -> int:
        return crc32(key.encode()) % self.shards

    def put(self, key: str, value: bytes) -> None:
        index = self._index(key)
        with self.locks[index]:
            self.tables[index][key] = value

    def get(self, key: str) -> bytes | None:
        index = self._index(key)
        with self.locks[index]:
            return self.tables[index].get(key)


def fill(store: Store, prefix: str) -> None:
    for number in range(100):
        store.put(f"{prefix}{number}", b"x")


def main() -> None:
    store = Store()
    threads = [threading.Thread(target=fill, args=(store, prefix)) for prefix in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(store.get("a1"))


if __name__ == "__main__":
    main()
