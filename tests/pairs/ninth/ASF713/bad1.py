"""Parallel page statistics, first attempt."""
import logging
import multiprocessing
from multiprocessing import Process

log = logging.getLogger("pagestats")

word_counts: dict[str, int] = {}
failures = 0
seen = multiprocessing.Value("i", 0)


def count_words(paths: list[str]) -> None:
    global failures
    for path in paths:
        try:
            with open(path) as stream:
                text = stream.read()
        except OSError:
            failures += 1  # expect: ASF713
            continue
        with seen.get_lock():
            seen.value += 1
        for word in text.split():
            word_counts[word] = word_counts.get(word, 0) + 1  # expect: ASF713


def run(batches: list[list[str]]) -> dict[str, int]:
    context = multiprocessing.get_context("fork")
    children = [context.Process(target=count_words, args=(batch,)) for batch in batches]
    for child in children:
        child.start()
    for child in children:
        child.join()
    log.info("%d files read, %d failed", seen.value, failures)
    return dict(word_counts)


class Checker(Process):
    def __init__(self, urls: list[str]) -> None:
        super().__init__(name="checker")
        self.urls = urls
        self.broken: list[str] = []

    def run(self) -> None:
        for url in self.urls:
            if not url.startswith("https://"):
                self.broken.append(url)  # expect: ASF713


def check(urls: list[str]) -> list[str]:
    checker = Checker(urls)
    checker.start()
    checker.join(timeout=60)
    if checker.broken:
        log.warning("%d broken links", len(checker.broken))
    return checker.broken


def measure(names: list[str]) -> dict[str, int]:
    sizes: dict[str, int] = {}

    def work() -> None:
        local = {name: len(name) for name in names}
        sizes.update(local)  # expect: ASF713

    child = multiprocessing.get_context("fork").Process(target=work)
    child.start()
    child.join()
    return sizes


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    run([["/etc/hosts"], ["/etc/services"]])
    check(["http://a.test", "https://b.test"])
    measure(["alpha", "beta"])
