"""Board game with rows of its own for every line of the grid."""
from enum import Enum
from fractions import Fraction

import numpy as np


class Cell(Enum):
    EMPTY = "."
    TAKEN = "x"


class Vector:
    """Multiplies its components."""

    def __init__(self, values: list[float]) -> None:
        self.values = values

    def __mul__(self, factor: float) -> "Vector":
        return Vector([value * factor for value in self.values])


class Board:
    def __init__(self, width: int, height: int) -> None:
        self.cells = [[Cell.EMPTY] * width for _ in range(height)]
        self.weights = np.array([[1.0, 2.0]]) * 3
        self.speed = Vector([1.0, 2.0]) * 2
        self.chances = [Fraction(1, 6)] * 6
        self.flags = [frozenset()] * height
        self.kinds = dict.fromkeys("ab", Cell.EMPTY)

    def take(self, x: int, y: int) -> None:
        self.cells[y][x] = Cell.TAKEN

    def render(self) -> str:
        return "\n".join("".join(cell.value for cell in row) for row in self.cells)


if __name__ == "__main__":
    board = Board(3, 2)
    board.take(1, 1)
    print(board.render(), board.weights, board.speed.values)
