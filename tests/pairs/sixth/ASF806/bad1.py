"""A hash map split into shards with one lock for each shard."""
import threading


class ShardedMap:
    def __init__(self, shards=16):
        self._count = shards
        self._locks = [threading.Lock()] * shards  # expect: ASF806
        self._buckets = [[]] * shards  # expect: ASF806

    def _index(self, key):
        return hash(key) % self._count

    def put(self, key, value):
        index = self._index(key)
        with self._locks[index]:
            self._buckets[index].append((key, value))

    def get(self, key):
        index = self._index(key)
        with self._locks[index]:
            for known, value in self._buckets[index]:
                if known == key:
                    return value
        raise KeyError(key)
