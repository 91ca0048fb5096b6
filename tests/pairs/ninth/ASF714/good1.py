"""Weekly clean-up job: library part and script part in one module."""
import logging
import multiprocessing
import os
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing.pool import ThreadPool

log = logging.getLogger("weekly")

ROOTS = [os.sep + "tmp", os.sep + "var"]
LOCK = threading.Lock()
EXECUTOR = ThreadPoolExecutor(2)


def size(path: str) -> int:
    return os.stat(path).st_size


with ThreadPool(2) as threads:
    DEVICES = threads.map(size, ROOTS)

FORKED = multiprocessing.get_context("fork")
CORES = multiprocessing.cpu_count()


class Cleaner:
    def __init__(self, roots: list[str]) -> None:
        self.roots = roots
        self.child = multiprocessing.Process(target=size, args=(roots[0],))

    def start(self) -> None:
        self.child.start()

    def wait(self) -> int | None:
        self.child.join()
        return self.child.exitcode


def totals(roots: list[str]) -> int:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(CORES, mp_context=context) as pool:
        return sum(pool.map(size, roots))


def script() -> None:
    log.info("%d bytes on %r", totals(ROOTS), DEVICES)
    log.info("start method %s", FORKED.get_start_method())


if multiprocessing.current_process().name == "MainProcess":
    log.debug("imported by the main process")

if __name__ == "__main__":
    multiprocessing.freeze_support()
    multiprocessing.set_start_method("spawn")
    cleaner = Cleaner(ROOTS)
    cleaner.start()
    cleaner.wait()
    script()
    EXECUTOR.shutdown()
