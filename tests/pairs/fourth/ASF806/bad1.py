"""Sharded key-value store whose shards share one lock and one dict."""
import asyncio
import threading
from collections import deque


class Shards:
    def __init__(self, count: int) -> None:
        self.count = count
        self.locks = [threading.Lock()] * count  # expect: ASF806
        self.tables = [{}] * count  # expect: ASF806
        self.queues = [asyncio.Queue()] * count  # expect: ASF806
        self.recent = count * [deque(maxlen=10)]  # expect: ASF806

    def _index(self, key: str) -> int:
        return hash(key) % self.count

    def put(self, key: str, value: object) -> None:
        index = self._index(key)
        with self.locks[index]:
            self.tables[index][key] = value
            self.recent[index].append(key)

    def get(self, key: str) -> object:
        index = self._index(key)
        with self.locks[index]:
            return self.tables[index].get(key)

    async def enqueue(self, key: str) -> None:
        await self.queues[self._index(key)].put(key)


if __name__ == "__main__":
    shards = Shards(4)
    shards.put("a", 1)
    print(shards.get("a"))
