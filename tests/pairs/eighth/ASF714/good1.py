"""Password audit: compares hashes with a word list."""
import logging
import multiprocessing
import os.path
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing.pool import ThreadPool

log = logging.getLogger("audit")
spawn = multiprocessing.get_context("spawn")
counter_lock = multiprocessing.Lock()
threads = ThreadPoolExecutor(4)
executor = ProcessPoolExecutor(2, mp_context=spawn)


def weak(word: str) -> bool:
    return len(word) < 8


with ThreadPool(2) as readers:
    LISTS = readers.map(os.path.basename, ["/usr/share/dict/words", "/usr/share/dict/german"])

checker = spawn.Process(target=weak, args=("secret",))


def audit(words: list[str]) -> int:
    with spawn.Pool(4) as pool:
        return sum(pool.map(weak, words))


def audit_spawned(words: list[str]) -> list[bool]:
    return list(executor.map(weak, words))


class Auditor:
    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.process = spawn.Process(target=audit, args=(words,))

    def __enter__(self) -> "Auditor":
        self.process.start()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.process.join()


def main(argv: list[str]) -> int:
    with Auditor(argv):
        log.info("auditing %d words", len(argv))
    log.info("%d weak", audit(argv))
    log.info("%s of %s", audit_spawned(argv), LISTS)
    log.info("%d threads", sum(threads.map(weak, argv)))
    executor.shutdown()
    threads.shutdown()
    return 0


if __name__ == "__main__" and len(sys.argv) > 1:
    sys.exit(main(sys.argv[1:]))

if "__main__" == __name__:
    checker.start()
    checker.join()
