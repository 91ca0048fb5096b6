"""Command line indexer that leaves its helpers behind."""
import logging
import multiprocessing
import threading
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger("indexer")


def checksum(path: str) -> int:
    with open(path, "rb") as stream:
        return sum(stream.read())


class Indexer:
    def __init__(self, root: str) -> None:
        self.root = root
        self.pool = ThreadPoolExecutor(max_workers=4)
        self.index: dict[str, int] = {}
        self.writer: threading.Thread | None = None

    def _save(self) -> None:
        with open(self.root + "/.index", "w") as out:
            for name, value in list(self.index.items()):
                out.write(f"{name} {value}\n")

    def save(self) -> None:
        self.writer = threading.Thread(target=self._save, name="writer")
        self.writer.start()  # expect: ASF712

    def scan(self, names: list[str]) -> int:
        futures = {name: self.pool.submit(checksum, name) for name in names}  # expect: ASF712
        for name, future in futures.items():
            self.index[name] = future.result()
        return len(self.index)


def verify(paths: list[str]) -> None:
    for path in paths:
        multiprocessing.Process(target=checksum, args=(path,)).start()  # expect: ASF712
    log.info("verification of %d files started", len(paths))


def remind(seconds: float, text: str) -> None:
    timer = threading.Timer(seconds, log.warning, args=(text,))
    timer.start()  # expect: ASF712


def main(root: str, names: list[str]) -> int:
    verify(names)
    indexer = Indexer(root)
    count = indexer.scan(names)
    indexer.save()
    remind(3600, "run the indexer again")
    checker = threading.Thread(target=checksum, args=(names[0],))
    checker.start()
    checker.join()
    return count


if __name__ == "__main__":
    logging.basicConfig()
    main("/tmp", ["/etc/hosts"])
