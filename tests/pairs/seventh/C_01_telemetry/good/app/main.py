import queue
import sys

from .board import Board
from .stages import ParseStage, StoreStage


def build():
    raw = queue.Queue(maxsize=500)
    parsed = queue.Queue(maxsize=500)
    board = Board()
    return raw, board, [ParseStage(raw, parsed), StoreStage(parsed, board)]


def main():
    raw, board, stages = build()
    for stage in stages:
        stage.start()
    for line in sys.stdin:
        raw.put(line)
    for stage in stages:
        stage.drain()
    for sensor, value in sorted(board.latest().items()):
        print(sensor, value, max(board.history(sensor)))


if __name__ == "__main__":
    main()
