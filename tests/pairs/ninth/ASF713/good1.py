"""Parallel log statistics that bring their results home."""
import logging
import multiprocessing
import threading

log = logging.getLogger("logstats")

LEVELS = ("INFO", "ERROR")
_cache: dict[str, int] = {}
lines_seen: dict[str, int] = {}


def weight(word: str) -> int:
    if word not in _cache:
        _cache[word] = len(word) * 3
    return _cache[word]


def scan(path: str, results, total) -> None:
    counts = dict.fromkeys(LEVELS, 0)
    with open(path) as stream:
        for line in stream:
            for level in LEVELS:
                if level in line:
                    counts[level] += weight(level)
    with total.get_lock():
        total.value += sum(counts.values())
    results.put((path, counts))


def run(paths: list[str]) -> dict[str, dict[str, int]]:
    context = multiprocessing.get_context("spawn")
    results = context.Queue()
    total = context.Value("i", 0)
    children = [context.Process(target=scan, args=(p, results, total)) for p in paths]
    for child in children:
        child.start()
    merged = dict(results.get() for _ in children)
    for child in children:
        child.join()
    log.info("%d in total", total.value)
    return merged


def tally(shared, name: str) -> None:
    shared[name] = len(name)


def managed(names: list[str]) -> dict[str, int]:
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager:
        shared = manager.dict()
        children = [context.Process(target=tally, args=(shared, n)) for n in names]
        for child in children:
            child.start()
        for child in children:
            child.join()
        return dict(shared)


def squares(values: list[int]) -> list[int]:
    context = multiprocessing.get_context("spawn")
    array = context.Array("i", values)
    child = context.Process(target=square, args=(array,))
    child.start()
    child.join()
    return list(array)


def square(array) -> None:
    for index, value in enumerate(array):
        array[index] = value * value


def in_thread(names: list[str]) -> dict[str, int]:
    def work() -> None:
        for name in names:
            lines_seen[name] = len(name)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return dict(lines_seen)


if __name__ == "__main__":
    run(["/etc/hosts"])
    print(managed(["a"]), squares([1, 2]), in_thread(["b"]))
