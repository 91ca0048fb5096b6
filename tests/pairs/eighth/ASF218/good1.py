"""Score keeper of a board game server: listeners are called off the lock."""
from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from operator import attrgetter

logger = logging.getLogger("score")

Listener = Callable[[str, int], None]


class Player:
    def __init__(self, name: str) -> None:
        self.name = name
        self.points = 0

    def award(self, points: int) -> int:
        self.points += points
        return self.points


def clamp(points: int) -> int:
    return max(0, min(points, 100))


class Game:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._players: dict[str, Player] = {}
        self._listeners: list[Listener] = []
        self._pending: list[Callable[[], None]] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        with self._lock:
            self._listeners.append(listener)

        def cancel() -> None:
            with self._lock:
                self._listeners.remove(listener)

        return cancel

    def award(self, name: str, points: int) -> int:
        with self._lock:
            player = self._players.setdefault(name, Player(name))
            total = player.award(clamp(points))
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(name, total)
        return total

    def cached(self, name: str, factory: Callable[[], Player]) -> str:
        with self._lock:
            found = self._players.get(name)
        if found is None:
            fresh = factory()
            with self._lock:
                found = self._players.setdefault(name, fresh)
        return found.name

    def later(self, callback: Callable[[], None]) -> int:
        with self._lock:
            self._pending.append(callback)
            return len(self._pending)

    def flush(self) -> int:
        with self._lock:
            pending, self._pending = self._pending, []
        for callback in pending:
            callback()
        return len(pending)

    def leader(self) -> str:
        with self._lock:
            best = max(self._players.values(), key=attrgetter("points"), default=None)
            return best.name if best else "nobody"

    def _bonus(self) -> int:
        return 5

    def round(self) -> int:
        bonus = self._bonus
        with self._lock:
            for player in self._players.values():
                player.award(bonus())
            return len(self._players)


def main() -> None:
    game = Game()
    cancel = game.subscribe(lambda name, total: logger.info("%s: %d", name, total))
    game.award("ann", 30)
    game.cached("bob", lambda: Player("bob"))
    game.later(lambda: logger.info("round over"))
    game.round()
    game.flush()
    cancel()
    logger.info("%s leads", game.leader())


if __name__ == "__main__":
    main()
