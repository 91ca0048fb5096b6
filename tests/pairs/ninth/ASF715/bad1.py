"""Symbol tables and id allocation for a threaded indexer (targeting python3.13t)."""
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from itertools import count

log = logging.getLogger("symbols")

_patterns: dict[str, str] | None = None


class Symbols:
    def __init__(self, root: str) -> None:
        self.root = root
        self.names: list[str] = []
        self.ids = iter(range(1_000_000))
        self.lock = threading.Lock()
        self.by_id: dict[int, str] = {}

    @cached_property  # expect: ASF715
    def table(self) -> dict[str, int]:
        log.info("loading the table of %s", self.root)
        return {name: len(name) for name in ("a", "bb", "ccc")}

    def lookup(self, name: str) -> int:
        return self.table.get(name, -1)

    def allocate(self, name: str) -> int:
        number = next(self.ids)  # expect: ASF715
        with self.lock:
            self.by_id[number] = name
        return number

    def intern(self, name: str) -> int:
        self.names.append(name)
        return len(self.names) - 1  # expect: ASF715

    def index(self, name: str) -> tuple[int, int, int]:
        try:
            return self.lookup(name), self.allocate(name), self.intern(name)
        except ValueError:
            log.exception("cannot index %s", name)
            return -1, -1, -1


class Labels:
    def __init__(self) -> None:
        self._counter = count()
        self._mutex = threading.Lock()

    def fresh(self) -> str:
        with self._mutex:
            return f"L{next(self._counter)}"


def index_all(symbols: Symbols, names: list[str]) -> list[tuple[int, int, int]]:
    labels = Labels()
    with ThreadPoolExecutor(8) as pool:
        tags = list(pool.map(lambda _: labels.fresh(), names))
        log.debug("%d labels", len(tags))
        return list(pool.map(symbols.index, names))


def main() -> None:
    symbols = Symbols("/usr/include")
    log.info("%r", index_all(symbols, ["alpha", "beta"]))
