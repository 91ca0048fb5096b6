from __future__ import annotations

import threading
from threading import Thread

_lock = threading.RLock()
_highest: dict[str, int] = {}


def score_of(name: str) -> int:
    with _lock:
        return _highest.get(name, 0)


def submit_score(name: str, points: int) -> None:
    best = score_of(name)
    with _lock:
        _highest[name] = max(best, points)  # expect: ASF506


class Season:
    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._round = 1

    def advance(self) -> int:
        self._mutex.acquire()
        try:
            current = self._round
        finally:
            self._mutex.release()
        following = current + 1
        with self._mutex:
            self._round = following  # expect: ASF506
        return following


def play(season: Season, name: str) -> None:
    for points in range(10):
        submit_score(name, points * season.advance())


if __name__ == "__main__":
    shared = Season()
    players = [Thread(target=play, args=(shared, name)) for name in ("ann", "ann")]
    for player in players:
        player.start()
    for player in players:
        player.join()
