"""Expiry of entries in a small in-memory store."""
import time


class Store:
    def __init__(self, lifetime):
        self._lifetime = lifetime
        self._entries = {}
        self._order = []

    def put(self, key, value):
        self._entries[key] = (time.monotonic(), value)
        self._order.append(key)

    def expire(self):
        limit = time.monotonic() - self._lifetime
        for key, (stamp, _) in self._entries.items():
            if stamp < limit:
                del self._entries[key]  # expect: ASF802

    def forget_order(self, prefix):
        for key in self._order:
            if key.startswith(prefix):
                self._order.remove(key)  # expect: ASF802

    def get(self, key):
        return self._entries[key][1]
