"""Parallel checksum of a backup set."""
import hashlib
import logging
import multiprocessing as mp
from multiprocessing.connection import Connection
from pathlib import Path

log = logging.getLogger("backup.verify")


def digest_tree(root: Path, results) -> None:
    for path in root.rglob("*"):
        if path.is_file():
            results.put((str(path), hashlib.sha256(path.read_bytes()).hexdigest()))
    results.put(None)


def verify(root: Path) -> dict[str, str]:
    results = mp.Queue()
    child = mp.Process(target=digest_tree, args=(root, results))
    child.start()
    child.join()  # expect: ASF610
    found = dict(iter(results.get, None))
    log.info("%d files", len(found))
    return found


def verify_all(roots: list[Path]) -> int:
    context = mp.get_context("spawn")
    out = context.SimpleQueue()
    children = [context.Process(target=digest_tree, args=(root, out)) for root in roots]
    for child in children:
        child.start()
    for child in children:
        child.join()  # expect: ASF610
    total = sum(1 for _ in roots for _ in iter(out.get, None))
    log.info("%d files", total)
    return total


def dump_catalogue(conn: Connection, root: str) -> None:
    with conn:
        conn.send([str(p) for p in Path(root).rglob("*")])


def catalogue(root: str) -> list[str]:
    receiving, sending = mp.Pipe(duplex=False)
    worker = mp.Process(target=dump_catalogue, args=(sending, root))
    worker.start()
    sending.close()
    worker.join()  # expect: ASF610
    return receiving.recv()


class Scanner(mp.Process):
    def __init__(self, root: Path) -> None:
        super().__init__(daemon=True)
        self.sizes = mp.Queue()
        self.root = root

    def run(self) -> None:
        for path in self.root.iterdir():
            self.sizes.put(path.stat().st_size)
        self.sizes.put(None)


def usage(root: Path) -> int:
    scanner = Scanner(root)
    scanner.start()
    wait = scanner.join
    wait()  # expect: ASF610
    return sum(iter(scanner.sizes.get, None))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    log.info("%s", verify(Path.home()))
