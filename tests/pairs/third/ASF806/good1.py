"""Sharded key-value store that makes a lock for each shard."""
import threading
from zlib import crc32


class Store:
    def __init__(self, shards: int = 16) -> None:
        self.shards = shards
        self.locks = [threading.Lock() for _ in range(shards)]
        self.tables: list[dict[str, bytes]] = [{} for _ in range(shards)]
        self.sizes = [0] * shards
        self.labels = [""] * shards
        self.owners: list[str | None] = [None] * shards
        self.ranges = [(0, 255)] * shards

    def put(self, key: str, value: bytes) -> None:
        index = crc32(key.encode()) % self.shards
        with self.locks[index]:
            self.tables[index][key] = value
            self.sizes[index] = len(self.tables[index])

    def banner(self) -> str:
        return "-" * 20 + ",".join(["x"] * self.shards)


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
    print(store.banner())


if __name__ == "__main__":
    main()
