"""Importer of a geodata portal."""
import logging
import multiprocessing
import threading
from threading import Thread

log = logging.getLogger("geoimport")


def read_tile(path: str) -> None:
    log.info("tile %s", path)


class Importer:
    def __init__(self, folder: str) -> None:
        self.folder = folder
        self._scanner = Thread(target=self._scan)
        self._done = threading.Event()

    def start(self) -> None:
        self._scanner.start()  # expect: ASF712

    def stop(self) -> None:
        self._done.set()

    def _scan(self) -> None:
        while not self._done.wait(1.0):
            log.debug("scanning %s", self.folder)


def read_now(path: str) -> None:
    Thread(target=read_tile, args=(path,)).start()  # expect: ASF712
    log.info("reading %s in the background", path)


def read_tiles(paths: list[str]) -> int:
    readers = [multiprocessing.Process(target=read_tile, args=(p,)) for p in paths]
    for reader in readers:
        reader.start()  # expect: ASF712
    log.info("%d readers", len(readers))
    return len(paths)


def remind(path: str, seconds: float) -> None:
    reminder = threading.Timer(seconds, log.warning, args=("not imported: %s", path))
    reminder.name = f"reminder-{path}"
    reminder.start()  # expect: ASF712


class Indexer(threading.Thread):
    def __init__(self, tiles: list[str]) -> None:
        super().__init__(name="indexer", daemon=False)
        self.tiles = tiles

    def run(self) -> None:
        for tile in self.tiles:
            log.debug("indexed %s", tile)


def index(tiles: list[str]) -> None:
    if not tiles:
        return
    launch = Indexer(sorted(tiles)).start
    launch()  # expect: ASF712


def main() -> None:
    importer = Importer("/srv/tiles")
    importer.start()
    try:
        read_now("a.tif")
        index(["a.tif"])
    finally:
        importer.stop()


if __name__ == "__main__":
    main()
