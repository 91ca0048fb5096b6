"""Each thread has its own, and the sum is made at the end."""
import threading
from concurrent.futures import ThreadPoolExecutor


class Counter:
    def __init__(self) -> None:
        self.n = 0

    def add(self) -> None:
        self.n += 1


def work(items: list[int]) -> int:
    counter = Counter()
    for _ in items:
        counter.add()
    return counter.n


def main(chunks: list[list[int]]) -> int:
    total = 0
    with ThreadPoolExecutor() as pool:
        for n in pool.map(work, chunks):
            total += n
    return total


class Once:
    def __init__(self) -> None:
        self.count = 0

    def _work(self) -> None:
        self.count += 1

    def run(self) -> int:
        thread = threading.Thread(target=self._work)
        thread.start()
        thread.join()
        return self.count
