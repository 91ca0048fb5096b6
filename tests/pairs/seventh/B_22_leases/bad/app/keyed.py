import asyncio
from collections import defaultdict


class KeyedLocks:
    def __init__(self):
        self._locks = defaultdict(asyncio.Lock)

    def for_key(self, key):
        return self._locks[key]
