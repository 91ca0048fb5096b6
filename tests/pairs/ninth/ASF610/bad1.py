"""Parallel feature extraction with processes."""
import logging
import multiprocessing as mp
from multiprocessing import Pipe, Process, Queue

log = logging.getLogger("features")


def extract(paths: list[str], out) -> None:
    for path in paths:
        with open(path, "rb") as stream:
            out.put((path, len(stream.read())))


def histogram(data: bytes, conn) -> None:
    counts = [0] * 256
    for byte in data:
        counts[byte] += 1
    conn.send(counts * 1000)
    conn.close()


class Extractor:
    def __init__(self, paths: list[str], workers: int = 4) -> None:
        self.paths = paths
        self.results = mp.Queue()
        self.workers = [
            mp.Process(target=extract, args=(paths[i::workers], self.results)) for i in range(workers)
        ]

    def run(self) -> dict[str, int]:
        for worker in self.workers:
            worker.start()
        for worker in self.workers:
            worker.join()  # expect: ASF610
        return dict(self.results.get() for _ in self.paths)


def count_bytes(data: bytes) -> list[int]:
    here, there = Pipe(duplex=False)
    child = Process(target=histogram, args=(data, there))
    child.start()
    there.close()
    child.join()  # expect: ASF610
    if child.exitcode != 0:
        raise RuntimeError(f"histogram failed with {child.exitcode}")
    return here.recv()


class Indexer(Process):
    def __init__(self, words: list[str], sink) -> None:
        super().__init__(name="indexer")
        self.words = words
        self.sink = sink

    def run(self) -> None:
        for number, word in enumerate(self.words):
            self.sink.put((word, number))
        self.sink.put(None)


def finish(process: Process) -> None:
    process.join()
    log.info("%s exited with %s", process.name, process.exitcode)


def build_index(words: list[str]) -> dict[str, int]:
    sink = Queue()
    indexer = Indexer(words, sink)
    indexer.start()
    finish(indexer)  # expect: ASF610
    index: dict[str, int] = {}
    while (entry := sink.get()) is not None:
        word, number = entry
        index[word] = number
    return index


def main(paths: list[str]) -> None:
    sizes = Extractor(paths).run()
    index = build_index(sorted(sizes))
    log.info("%d files, %d indexed", len(sizes), len(index))


if __name__ == "__main__":
    main(["/etc/hosts", "/etc/services"])
