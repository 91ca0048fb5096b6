"""Grammar cache of a parallel parser, safe without the GIL."""
import logging
import queue
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from itertools import count

log = logging.getLogger("grammar")

_lock = threading.Lock()
_compiled: dict[str, tuple] = {}


def compiled(rule: str) -> tuple:
    with _lock:
        found = _compiled.get(rule)
        if found is None:
            found = _compiled[rule] = tuple(rule.split("|"))
    return found


class Settings:
    def __init__(self, path: str) -> None:
        self.path = path

    @cached_property
    def options(self) -> dict[str, str]:
        return {"path": self.path}


class Parser:
    def __init__(self, settings: Settings) -> None:
        self.workers = int(settings.options.get("workers", "2"))
        self.results: queue.Queue = queue.Queue()
        self._ids = count()
        self._ids_lock = threading.Lock()
        self._local = threading.local()

    def _number(self) -> int:
        with self._ids_lock:
            return next(self._ids)

    def parse(self, rule: str) -> int:
        tokens: dict[str, int] = {}
        for token in compiled(rule):
            tokens[token] = tokens.get(token, 0) + 1
        stack = getattr(self._local, "stack", None)
        if stack is None:
            stack = self._local.stack = []
        stack.append(rule)
        number = self._number()
        self.results.put((number, tokens))
        return number

    def run(self, rules: list[str]) -> list[tuple[int, dict[str, int]]]:
        with ThreadPoolExecutor(self.workers) as pool:
            numbers = list(pool.map(self.parse, rules))
        log.info("%d rules", len(numbers))
        out = []
        while not self.results.empty():
            out.append(self.results.get_nowait())
        return out
