"""Shard tables, worker inboxes and per-symbol books."""
import asyncio
import collections
import logging
import queue
import threading
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger("shards")

SYMBOLS = ("BTC", "ETH", "XMR")


class ShardedDict:
    def __init__(self, shards: int = 16) -> None:
        self._count = shards
        self._tables = [{}] * shards  # expect: ASF806
        self._locks = [threading.Lock() for _ in range(shards)]

    def _slot(self, key: str) -> int:
        return hash(key) % self._count

    def put(self, key: str, value) -> None:
        slot = self._slot(key)
        with self._locks[slot]:
            self._tables[slot][key] = value


class Dispatcher:
    def __init__(self, workers: int) -> None:
        inbox = queue.Queue(maxsize=10)
        self.inboxes = [inbox] * workers  # expect: ASF806
        self.locks = workers * [threading.Lock()]  # expect: ASF806
        self.totals = [0] * workers

    def dispatch(self, index: int, job) -> None:
        with self.locks[index]:
            self.inboxes[index].put(job, timeout=1)
            self.totals[index] += 1


class Books:
    def __init__(self, symbols: tuple[str, ...] = SYMBOLS) -> None:
        self.orders = dict.fromkeys(symbols, [])  # expect: ASF806
        self.gates = {symbol: asyncio.Semaphore(2) for symbol in symbols}
        self.last = dict.fromkeys(symbols, 0.0)

    async def place(self, symbol: str, order: str) -> int:
        async with self.gates[symbol]:
            await asyncio.sleep(0)
            self.orders[symbol].append(order)
            return len(self.orders[symbol])


def rows(width: int, height: int) -> list[list[int]]:
    grid = [[0] * width] * height  # expect: ASF806
    for y in range(height):
        grid[y][y % width] = 1
    return grid


def counters(names: list[str]) -> dict[str, collections.Counter]:
    return dict.fromkeys(names, collections.Counter())  # expect: ASF806


def run(jobs: list[str]) -> None:
    table = ShardedDict()
    with ThreadPoolExecutor(4) as pool:
        for result in pool.map(table.put, jobs, jobs):
            log.debug("%r", result)
