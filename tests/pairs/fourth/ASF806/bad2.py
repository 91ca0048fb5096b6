"""Board game server: rows, players and rooms built by repetition of one object."""
from dataclasses import dataclass, field

ROOMS = dict.fromkeys(("red", "green", "blue"), [])  # expect: ASF806


def empty_board(width: int, height: int) -> list[list[str]]:
    return [["."] * width] * height  # expect: ASF806


@dataclass
class Game:
    size: int
    board: list[list[str]] = field(default_factory=list)
    score: dict[str, set[int]] = field(default_factory=dict)

    def reset(self, names: list[str]) -> None:
        self.board = empty_board(self.size, self.size)
        self.score = dict.fromkeys(names, set())  # expect: ASF806

    def move(self, name: str, x: int, y: int) -> None:
        self.board[y][x] = name[0]
        self.score[name].add(x * self.size + y)


def join(room: str, name: str) -> int:
    ROOMS[room].append(name)
    return len(ROOMS[room])


def main() -> None:
    game = Game(3)
    game.reset(["ann", "bob"])
    game.move("ann", 1, 2)
    print(game.board, game.score, join("red", "ann"))


if __name__ == "__main__":
    main()
