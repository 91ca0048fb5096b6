"""Game state: saves, undo and simulated futures."""
from __future__ import annotations

import copy
import json
import logging
import pickle
import threading
from dataclasses import dataclass, field, replace

log = logging.getLogger("game")


class World:
    """Knows how to leave its lock behind."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.units: list[str] = []
        self._lock = threading.Lock()

    def __getstate__(self) -> dict:
        state = self.__dict__.copy()
        state.pop("_lock")
        return state

    def __setstate__(self, state: dict) -> None:
        self.__dict__.update(state)
        self._lock = threading.Lock()

    def add(self, unit: str) -> None:
        with self._lock:
            self.units.append(unit)

    def save(self) -> bytes:
        with self._lock:
            return pickle.dumps(self)


class Region(World):
    def __init__(self, size: int, name: str) -> None:
        super().__init__(size)
        self.name = name

    def future(self) -> Region:
        return copy.deepcopy(self)


class Turn:
    """Copies by hand."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.lock = threading.RLock()

    def __copy__(self) -> Turn:
        return Turn(self.number)

    def __deepcopy__(self, memo: dict) -> Turn:
        return Turn(self.number)


def next_turn(turn: Turn) -> Turn:
    following = copy.copy(turn)
    following.number += 1
    return copy.deepcopy(following)


@dataclass
class Score:
    points: dict[str, int] = field(default_factory=dict)
    rounds: int = 0


class Board:
    """Owns a lock, and copies only what is not one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._score = Score()

    def set(self, player: str, points: int) -> None:
        with self._lock:
            self._score.points[player] = points

    def score(self) -> Score:
        with self._lock:
            return copy.deepcopy(self._score)

    def dump(self) -> bytes:
        with self._lock:
            return pickle.dumps(self._score.points)

    def copy(self) -> Board:
        other = Board()
        for player, points in self.score().points.items():
            other.set(player, points)
        return other


def another(board: Board, score: Score) -> tuple[Board, Score]:
    log.info(json.dumps(score.points))
    return board.copy(), replace(score, rounds=score.rounds + 1)


class Shared:
    """The lock belongs to the class, not to its instances."""

    lock = threading.Lock()

    def __init__(self, name: str) -> None:
        self.name = name


def twin(shared: Shared) -> Shared:
    return copy.copy(shared)
