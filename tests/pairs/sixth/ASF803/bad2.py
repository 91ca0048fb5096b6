from __future__ import annotations

import threading
from collections import defaultdict


class Guarded:
    def __init__(self) -> None:
        self._mutex = threading.RLock()


class Subscriptions(Guarded):
    def __init__(self) -> None:
        super().__init__()
        self._by_topic: defaultdict[str, set[str]] = defaultdict(set)

    def add(self, topic: str, who: str) -> None:
        with self._mutex:
            self._by_topic[topic].add(who)

    def remove(self, topic: str, who: str) -> None:
        with self._mutex:
            self._by_topic[topic].discard(who)

    def of(self, topic: str) -> set[str]:
        with self._mutex:
            found = self._by_topic[topic]
            return found  # expect: ASF803

    @property
    def topics(self) -> dict[str, set[str]]:
        self._mutex.acquire()
        try:
            return self._by_topic  # expect: ASF803
        finally:
            self._mutex.release()
