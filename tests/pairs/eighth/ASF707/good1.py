"""Image hashing service: what goes to other processes and what stays."""
import functools
import logging
import multiprocessing
import operator
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

log = logging.getLogger("hashing")
_gate = None


def phash(size: int, path: str) -> int:
    return hash(path) % size


def hash_all(paths: list[str]) -> list[int]:
    with ProcessPoolExecutor(4) as pool:
        return list(pool.map(functools.partial(phash, 64), paths))


class Hasher:
    """Carries its settings along, and leaves the lock behind."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._lock = threading.Lock()

    def __getstate__(self) -> dict:
        state = self.__dict__.copy()
        del state["_lock"]
        return state

    def __setstate__(self, state: dict) -> None:
        self.__dict__.update(state)
        self._lock = threading.Lock()

    def one(self, path: str) -> int:
        with self._lock:
            return phash(self.size, path)

    def all(self, paths: list[str]) -> list[int]:
        with multiprocessing.Pool(2) as pool:
            return pool.map(self.one, paths)


def lines(path: str):
    with open(path) as source:
        for line in source:
            yield line.strip()


def hash_listed(listing: str) -> list[int]:
    """The generator is consumed in this process."""
    with multiprocessing.Pool(2) as pool:
        return list(pool.imap(functools.partial(phash, 32), lines(listing), chunksize=50))


def _init(gate) -> None:
    global _gate
    _gate = gate


def gated(path: str) -> int:
    with _gate:
        return phash(16, path)


def hash_gated(paths: list[str]) -> list[int]:
    gate = multiprocessing.Lock()
    with multiprocessing.Pool(4, initializer=_init, initargs=(gate,)) as pool:
        return pool.map(gated, paths)


def worker(inbox, results) -> None:
    for path in iter(inbox.get, None):
        results.put(phash(8, path))


def in_process(paths: list[str]) -> list[int]:
    context = multiprocessing.get_context("spawn")
    inbox, results = context.Queue(), context.Queue()
    process = context.Process(target=worker, args=(inbox, results))
    process.start()
    for path in [*paths, None]:
        inbox.put(path)
    hashes = [results.get() for _ in paths]
    process.join()
    return hashes


def managed(paths: list[str]) -> int:
    with multiprocessing.Manager() as manager, multiprocessing.Pool(2) as pool:
        found = manager.Queue()
        pool.starmap(found.put, [(path,) for path in paths])
        return found.qsize()


def threads(paths: list[str], size: int) -> list[int]:
    """Threads take anything."""
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda path: phash(size, path), paths))


def totals(rows: list[dict]) -> list[int]:
    with ProcessPoolExecutor(2) as pool:
        return list(pool.map(operator.itemgetter("size"), rows))
