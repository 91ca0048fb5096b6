"""Offline scoring of documents on process pools."""
import logging
import multiprocessing as mp
import threading
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import repeat
from multiprocessing import Pool

log = logging.getLogger("scoring")

normalise = lambda text: text.strip().lower()


def score(weights: dict[str, float], text: str) -> float:
    return sum(weights.get(word, 0.0) for word in text.split())


def guarded(lock, text: str) -> float:
    with lock:
        return float(len(text))


class Scorer:
    def __init__(self, weights: dict[str, float], workers: int) -> None:
        self.weights = weights
        self.workers = workers
        self.done = 0

    def run(self, texts: list[str]) -> list[float]:
        def one(text: str) -> float:
            return score(self.weights, normalise(text))

        with ProcessPoolExecutor(self.workers) as pool:
            return list(pool.map(one, texts))  # expect: ASF707

    def run_guarded(self, texts: list[str]) -> list[float]:
        lock = threading.Lock()
        with ProcessPoolExecutor(self.workers) as pool:
            futures = [pool.submit(partial(guarded, lock), text) for text in texts]  # expect: ASF707
            return [future.result() for future in futures]

    def run_plain(self, texts: list[str]) -> list[float]:
        with Pool(self.workers) as pool:
            return pool.map(partial(score, self.weights), texts)

    def lengths(self, texts: list[str]) -> list[int]:
        with Pool(self.workers) as pool:
            results = [pool.apply_async(normalise, (text,)) for text in texts]  # expect: ASF707
            return [len(result.get()) for result in results]


def lines(path: str):
    with open(path) as stream:
        yield from stream


def first_line(source) -> str:
    return next(iter(source))


def preview(path: str) -> None:
    context = mp.get_context("spawn")
    child = context.Process(target=first_line, args=(lines(path),))  # expect: ASF707
    child.start()
    child.join()
    log.info("%s: exit code %s", path, child.exitcode)


def main() -> None:
    scorer = Scorer({"good": 1.0, "bad": -1.0}, workers=2)
    texts = ["good start", "bad end"]
    for weights, text in zip(repeat(scorer.weights), texts):
        log.debug("%.1f", score(weights, text))
    log.info("%r %r", scorer.run(texts), scorer.lengths(texts))
    preview("/etc/hosts")


if __name__ == "__main__":
    main()
