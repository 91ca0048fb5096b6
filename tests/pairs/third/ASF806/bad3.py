"""Board game with a grid and a hand for each player."""
import random
from collections import Counter, deque
from enum import Enum


class Cell(Enum):
    EMPTY = "."
    TAKEN = "x"


class Board:
    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.cells = [[Cell.EMPTY] * width] * height  # expect: ASF806

    def take(self, x: int, y: int) -> None:
        self.cells[y][x] = Cell.TAKEN

    def render(self) -> str:
        return "\n".join("".join(cell.value for cell in row) for row in self.cells)


class Game:
    def __init__(self, players: list[str]) -> None:
        self.players = players
        self.hands = len(players) * [[]]  # expect: ASF806
        self.scores = dict.fromkeys(players, Counter())  # expect: ASF806
        self.history = [deque(maxlen=10)] * len(players)  # expect: ASF806

    def deal(self, cards: list[int]) -> None:
        for number, card in enumerate(cards):
            index = number % len(self.players)
            self.hands[index].append(card)
            self.scores[self.players[index]][card] += 1
            self.history[index].append(card)


def main() -> None:
    board = Board(3, 2)
    board.take(1, 1)
    game = Game(["ada", "bob"])
    game.deal(random.sample(range(52), 10))
    print(board.render(), game.hands)


if __name__ == "__main__":
    main()
