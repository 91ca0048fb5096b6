"""Log analysis over several processes."""
from __future__ import annotations

import logging
import multiprocessing as mp
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

log = logging.getLogger("analysis")
errors: list[str] = []
statuses: Counter[str] = Counter()
total_lines = 0


def scan(path: str) -> None:
    with open(path) as source:
        for line in source:
            if " 500 " in line:
                errors.append(line)  # expect: ASF713


def scan_one(path: str) -> list[str]:
    child = mp.Process(target=scan, args=(path,))
    child.start()
    child.join()
    return sorted(errors)


def count(path: str) -> int:
    global total_lines
    with open(path) as source:
        lines = source.readlines()
    total_lines += len(lines)  # expect: ASF713
    return len(lines)


def count_all(paths: list[str]) -> None:
    with ProcessPoolExecutor(4) as pool:
        sizes = list(pool.map(count, paths))
    log.info("%d files, %d lines", len(sizes), total_lines)


def _tally(status: str) -> None:
    table = statuses
    table[status] += 1  # expect: ASF713


def tally(path: str) -> None:
    with open(path) as source:
        for line in source:
            _tally(line.split()[-1])


def report(paths: list[str]) -> None:
    with mp.Pool(2) as pool:
        jobs = [pool.apply_async(tally, (path,)) for path in paths]
        for job in jobs:
            job.get()
    for status, number in statuses.most_common(3):
        log.info("%s: %d", status, number)


def slowest(path: str) -> float:
    worst = 0.0

    def measure() -> None:
        nonlocal worst
        with open(path) as source:
            worst = max(float(line.split()[0]) for line in source)  # expect: ASF713

    context = mp.get_context("fork")
    child = context.Process(target=measure)
    child.start()
    child.join()
    return worst


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    count_all(["access.log", "access.log.1"])
