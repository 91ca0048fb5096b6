"""Spell checking of a book with worker processes."""
import logging
import multiprocessing as mp
import threading
from concurrent.futures import ProcessPoolExecutor

log = logging.getLogger("spelling")
_words: frozenset[str] = frozenset()
_seen: dict[str, bool] = {}
mistakes: list[str] = []


def _load(path: str) -> None:
    """Initializer: every worker has its own dictionary."""
    global _words
    with open(path) as source:
        _words = frozenset(source.read().split())


def check(word: str) -> bool:
    """The memo is the worker's own, the parent never looks at it."""
    if word not in _seen:
        _seen[word] = word.lower() in _words
    return _seen[word]


def check_all(words: list[str], dictionary: str) -> list[str]:
    with ProcessPoolExecutor(4, initializer=_load, initargs=(dictionary,)) as pool:
        for word, good in zip(words, pool.map(check, words)):
            if not good:
                mistakes.append(word)
    return mistakes


def count(text: str, total) -> None:
    with total.get_lock():
        total.value += len(text.split())


def count_all(texts: list[str]) -> int:
    total = mp.Value("i", 0)
    children = [mp.Process(target=count, args=(text, total)) for text in texts]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return total.value


def longest(text: str, found) -> None:
    found[text[:10]] = max(text.split(), key=len)


def longest_all(texts: list[str]) -> dict[str, str]:
    with mp.Manager() as manager:
        found = manager.dict()
        with mp.Pool(2) as pool:
            pool.starmap(longest, [(text, found) for text in texts])
        return dict(found)


def collect(text: str, results) -> None:
    lines = []
    for line in text.splitlines():
        lines.append(line.strip())
    results.put(lines)


def lines(text: str) -> list[str]:
    results = mp.Queue()
    child = mp.Process(target=collect, args=(text, results))
    child.start()
    stripped = results.get()
    child.join()
    return stripped


def watch(path: str) -> list[str]:
    """A thread shares the memory of its parent."""
    notes: list[str] = []

    def read() -> None:
        with open(path) as source:
            notes.extend(source)

    reader = threading.Thread(target=read)
    reader.start()
    reader.join()
    return notes


if __name__ == "__main__":
    log.info("%s", check_all(["teh", "book"], "/usr/share/dict/words"))
