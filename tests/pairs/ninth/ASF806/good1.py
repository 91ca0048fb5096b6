"""Matrix kernels and worker tables of a simulation."""
import asyncio
import logging
import queue
import threading
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger("simulation")

STATES = ("idle", "busy", "broken")


class Grid:
    def __init__(self, width: int, height: int) -> None:
        self.cells = [[0] * width for _ in range(height)]
        self.names = [""] * height
        self.ranges = [(0, width)] * height
        self.owners: list[str | None] = [None] * height
        self.labels = dict.fromkeys(STATES, "")
        self.spans = dict.fromkeys(STATES, ())
        self.locks = [threading.Lock() for _ in range(height)]

    def mark(self, y: int, x: int) -> int:
        with self.locks[y]:
            self.cells[y][x] += 1
            return self.cells[y][x]


class Workers:
    def __init__(self, count: int) -> None:
        self.inboxes = {n: queue.Queue(maxsize=5) for n in range(count)}
        self.shared = queue.Queue(maxsize=20)
        self.buffers = [bytearray(16) for _ in range(count)]
        self.gates = tuple(asyncio.Semaphore(2) for _ in range(count))
        self.zeros = [0.0] * count
        self.unique = list(dict.fromkeys(["a", "b", "a"]))
        self.counts = dict.fromkeys(STATES, 0)

    def rule(self, width: int) -> str:
        return "-" * width + "=" * width

    def padded(self, values: list[int]) -> list[int]:
        return values + [0] * (8 - len(values))

    async def enter(self, index: int) -> int:
        async with self.gates[index]:
            await asyncio.sleep(0)
            return index

    def blocks(self, size: int) -> list[bytes]:
        return [b"\0" * size] * 4


def doubled(values: list[str]) -> list[str]:
    return values * 2


def run(grid: Grid, points: list[tuple[int, int]]) -> int:
    with ThreadPoolExecutor(4) as pool:
        marks = list(pool.map(lambda point: grid.mark(*point), points))
    log.info("%d marks, %r", len(marks), doubled(["x"]))
    return sum(marks)
