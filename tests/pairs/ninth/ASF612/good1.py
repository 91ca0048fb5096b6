"""Photo import: scan, hash, upload - each on its own pool."""
import hashlib
import logging
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

log = logging.getLogger("photos")


class Importer:
    def __init__(self, client) -> None:
        self.client = client
        self.hashers = ThreadPoolExecutor(2)
        self.uploaders = ThreadPoolExecutor(4)

    def run(self, paths: list[str]) -> list[str]:
        futures = [self.uploaders.submit(self._upload, path) for path in paths]
        return [future.result() for future in futures]

    def _upload(self, path: str) -> str:
        digest = self.hashers.submit(self._hash, path).result()
        self.client.put(path, digest)
        return digest

    def _hash(self, path: str) -> str:
        with open(path, "rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()

    def close(self) -> None:
        self.uploaders.shutdown()
        self.hashers.shutdown()


def crawl(root, workers: int = 4) -> list[str]:
    names: list[str] = []
    with ThreadPoolExecutor(workers) as pool:
        pending: set[Future] = {pool.submit(root.list)}
        while pending:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            for future in done:
                for child in future.result():
                    names.append(child.name)
                    pending.add(pool.submit(child.list))
    return names


def resize(pool: ThreadPoolExecutor, item, sizes: list[int]) -> list:
    futures = [pool.submit(item.scale, size) for size in sizes]
    return [future.result() for future in futures]


def resize_all(items: list, sizes: list[int]) -> list:
    with ThreadPoolExecutor(4) as pool:
        return [resize(pool, item, sizes) for item in items]


def nested(groups: list[list]) -> list:
    def one(group: list) -> list:
        with ThreadPoolExecutor(2) as inner:
            return list(inner.map(str, group))

    with ThreadPoolExecutor(2) as outer:
        return list(outer.map(one, groups))


def chain(pool: ThreadPoolExecutor, item) -> Future:
    def uploaded(first: Future) -> None:
        log.info("stored as %s", first.result())

    future = pool.submit(item.upload)
    future.add_done_callback(uploaded)
    return future
