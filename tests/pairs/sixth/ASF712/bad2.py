import multiprocessing
from concurrent.futures import ThreadPoolExecutor


def transcode(source: str, target: str) -> None:
    print(source, "->", target)


class Library:
    def __init__(self, workers: int) -> None:
        self._pool = ThreadPoolExecutor(workers)  # expect: ASF712
        self._children: list[multiprocessing.Process] = []

    def lengths(self, names: list[str]) -> list[int]:
        return list(self._pool.map(len, names))

    def transcode(self, source: str, target: str) -> None:
        child = multiprocessing.Process(target=transcode, args=(source, target))
        child.start()  # expect: ASF712
        self._children.append(child)

    def busy(self) -> int:
        return sum(child.is_alive() for child in self._children)
