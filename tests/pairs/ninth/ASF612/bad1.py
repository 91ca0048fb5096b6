"""Recursive directory analysis and dependent builds on worker pools."""
import logging
import os
from concurrent.futures import Future, ThreadPoolExecutor, as_completed, wait
from multiprocessing.pool import ThreadPool

log = logging.getLogger("analysis")

_shared = ThreadPoolExecutor(max_workers=8, thread_name_prefix="du")


def disk_usage(path: str) -> int:
    total = 0
    children: list[Future] = []
    with os.scandir(path) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                children.append(_shared.submit(disk_usage, entry.path))
            else:
                total += entry.stat().st_size
    return total + sum(child.result() for child in children)  # expect: ASF612


def report(path: str) -> int:
    return _shared.submit(disk_usage, path).result()


class Builder:
    def __init__(self, graph: dict[str, list[str]], workers: int = 4) -> None:
        self.graph = graph
        self.pool = ThreadPoolExecutor(workers)
        self.built: dict[str, str] = {}

    def build(self, target: str) -> str:
        log.info("building %s with %d units", target, len(self.graph[target]))
        return self.pool.submit(self._link, target).result()

    def _compile(self, unit: str) -> str:
        log.info("compiling %s", unit)
        return unit + ".o"

    def _link(self, target: str) -> str:
        objects = []
        for name in self.graph.get(target, ()):
            objects.append(self._object(name))
        return f"{target}: {' '.join(objects)}"

    def _object(self, name: str) -> str:
        future = self.pool.submit(self._compile, name)
        try:
            return future.result()  # expect: ASF612
        except OSError:
            log.exception("cannot compile %s", name)
            return ""

    def close(self) -> None:
        self.pool.shutdown()


def merge_sort(pool: ThreadPoolExecutor, items: list[int]) -> list[int]:
    if len(items) < 2:
        return items
    middle = len(items) // 2
    halves = [pool.submit(merge_sort, pool, part) for part in (items[:middle], items[middle:])]
    wait(halves)  # expect: ASF612
    left, right = (half.result() for half in halves)
    return sorted(left + right)


def sort_all(lists: list[list[int]]) -> list[list[int]]:
    out = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        futures = [pool.submit(merge_sort, pool, items) for items in lists]
        for future in as_completed(futures):
            out.append(future.result())
    return out


def thumbnails(paths: list[str]) -> list[int]:
    threads = ThreadPool(3)

    def page(path: str) -> int:
        return sum(threads.apply(len, (part,)) for part in path.split("/"))  # expect: ASF612

    try:
        return threads.map(page, paths)
    finally:
        threads.close()
        threads.join()
