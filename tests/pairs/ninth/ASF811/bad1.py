"""Repository access with memoised look-ups."""
import functools
import logging
from dataclasses import dataclass
from functools import cache, lru_cache, partial

log = logging.getLogger("repository")

memo = functools.lru_cache(maxsize=256)


@dataclass(frozen=True)
class Commit:
    number: int
    author: str


class Backend:
    def __init__(self, path: str) -> None:
        self.path = path
        self.reads = 0

    @lru_cache(maxsize=None)  # expect: ASF811
    def commit(self, number: int) -> Commit:
        self.reads += 1
        log.debug("reading commit %d of %s", number, self.path)
        return Commit(number, "nobody")

    @functools.cache  # expect: ASF811
    def branches(self) -> tuple[str, ...]:
        return ("main", "next")

    @staticmethod
    @lru_cache(maxsize=32)
    def parse(text: str) -> tuple[str, ...]:
        return tuple(text.split())


class Browser(Backend):
    @memo  # expect: ASF811
    def page(self, number: int) -> str:
        return f"{self.path}#{number}"

    @property
    @cache  # expect: ASF811
    def title(self) -> str:
        return self.path.rsplit("/", 1)[-1]

    @classmethod
    @cache
    def themes(cls) -> tuple[str, ...]:
        return ("light", "dark")


@cache
def open_backend(path: str) -> Backend:
    return Backend(path)


def history(backend: Backend, numbers: list[int]) -> list[str]:
    describe = partial(str.format, "{0.number} by {0.author}")
    out = []
    for number in numbers:
        try:
            out.append(describe(backend.commit(number)))
        except KeyError:
            log.warning("commit %d is missing", number)
    return out


def main() -> None:
    backend = open_backend("/srv/repo")
    log.info("%r", history(backend, [1, 2, 3]))
