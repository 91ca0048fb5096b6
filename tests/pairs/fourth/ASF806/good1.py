"""Sharded store built with comprehensions: one object per shard."""
import threading
from collections import defaultdict, deque


class Shards:
    def __init__(self, count: int) -> None:
        self.count = count
        self.locks = [threading.Lock() for _ in range(count)]
        self.tables: list[dict[str, object]] = [{} for _ in range(count)]
        self.hits = [0] * count
        self.names: list[str | None] = [None] * count
        self.limits = [(1, 10)] * count
        self.recent = defaultdict(lambda: deque(maxlen=10))

    def _index(self, key: str) -> int:
        return hash(key) % self.count

    def put(self, key: str, value: object) -> None:
        index = self._index(key)
        with self.locks[index]:
            self.tables[index][key] = value
            self.hits[index] += 1
            self.recent[index].append(key)

    def rule(self) -> str:
        return "-" * 20 + "=" * self.count


def grid(width: int, height: int) -> list[list[int]]:
    return [[0] * width for _ in range(height)]


if __name__ == "__main__":
    shards = Shards(4)
    shards.put("a", 1)
    print(shards.hits, shards.rule(), grid(2, 3))
