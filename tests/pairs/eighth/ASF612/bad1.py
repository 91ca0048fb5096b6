"""Dependency resolver: fetches package metadata in parallel."""
from __future__ import annotations

import concurrent.futures
import logging
from concurrent.futures import ThreadPoolExecutor, as_completed
from multiprocessing.pool import ThreadPool

log = logging.getLogger("resolver")
_pool = ThreadPoolExecutor(max_workers=4)


def metadata(name: str) -> dict:
    log.debug("metadata of %s", name)
    return {"name": name, "requires": [name[1:]] if len(name) > 1 else []}


def resolve(name: str) -> list[str]:
    info = metadata(name)
    children = [_pool.submit(resolve, dep) for dep in info["requires"]]
    names = [name]
    for child in children:
        names += child.result()  # expect: ASF612
    return names


def resolve_all(names: list[str]) -> list[str]:
    futures = [_pool.submit(resolve, name) for name in names]
    return [n for future in as_completed(futures) for n in future.result()]


class Downloader:
    def __init__(self, index) -> None:
        self._index = index
        self._executor = concurrent.futures.ThreadPoolExecutor(2)

    def close(self) -> None:
        self._executor.shutdown()

    def download(self, names: list[str]) -> list[bytes]:
        return list(self._executor.map(self._one, names))

    def _one(self, name: str) -> bytes:
        url = self._lookup(name)
        return self._index.get(url)

    def _lookup(self, name: str) -> str:
        pending = self._executor.submit(self._index.url_of, name)
        return pending.result(timeout=None)  # expect: ASF612


def verify_tree(root: str, children) -> int:
    with ThreadPoolExecutor(max_workers=8, thread_name_prefix="verify") as executor:

        def visit(node: str) -> int:
            counts = list(executor.map(visit, children(node)))  # expect: ASF612
            return 1 + sum(counts)

        return executor.submit(visit, root).result()


class Audit:
    def __init__(self) -> None:
        self.pool = ThreadPool(3)

    def run(self, names: list[str]) -> list[bool]:
        return self.pool.map(self.check, names)

    def check(self, name: str) -> bool:
        licence = self.pool.apply_async(len, (name,))
        return licence.get() > 0  # expect: ASF612
