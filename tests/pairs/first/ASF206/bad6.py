import threading
from dataclasses import dataclass, field


@dataclass
class Board:
    cells: dict[tuple[int, int], str] = field(default_factory=dict)

    def fill(self, moves: list[tuple[int, int, str]]) -> None:
        for x, y, mark in moves:
            lock = threading.Lock()  # expect: ASF206
            with lock:
                self.cells[x, y] = mark

    def clear(self) -> int:
        with (lock := threading.RLock()):  # expect: ASF206
            count = len(self.cells)
            self.cells.clear()
            return count
