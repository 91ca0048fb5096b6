import time
from collections import deque


class Store:
    def __init__(self, lifetime):
        self._lifetime = lifetime
        self._entries = {}
        self._order = []

    def expire(self):
        limit = time.monotonic() - self._lifetime
        for key, (stamp, _) in list(self._entries.items()):
            if stamp < limit:
                del self._entries[key]

    def touch_all(self):
        for key, (_, value) in self._entries.items():
            self._entries[key] = (time.monotonic(), value)

    def drop_first(self, prefix):
        for key in self._entries:
            if key.startswith(prefix):
                del self._entries[key]
                break

    def take(self, value):
        for index, key in enumerate(self._order):
            if self._entries[key][1] == value:
                self._order.pop(index)
                return key
        return None

    def forget_order(self, prefix):
        for key in self._order[:]:
            if key.startswith(prefix):
                self._order.remove(key)
        self._order = [key for key in self._order if key in self._entries]


def reachable(edges, start):
    todo = [start]
    for node in todo:
        for target in edges.get(node, ()):
            if target not in todo:
                todo.append(target)
    return todo


def drain(box):
    waiting = deque(box)
    while waiting:
        yield waiting.popleft()


def merge(left, right):
    for key in left:
        if key in right:
            right.pop(key)
    for key in right.keys() - left.keys():
        right.pop(key)
    return left
