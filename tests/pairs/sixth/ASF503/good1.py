import queue
import threading
from concurrent.futures import ThreadPoolExecutor


class PortScanner:
    def __init__(self, ports: list[int]) -> None:
        self.ports = ports
        self.open = 0
        self.rounds = 0
        self.done: queue.Queue[int] = queue.Queue()
        self.lock = threading.Lock()
        self.local = threading.local()

    def _bump(self) -> None:
        with self.lock:
            self.open += 1

    def _scan(self, ports: list[int]) -> None:
        found = 0
        self.local.seen = 0
        for port in ports:
            found += port % 2
            self.local.seen += 1
            self._bump()
        self.done.put(found)

    def _watch(self) -> None:
        while self.rounds < 10:
            self.rounds += 1

    def run(self, workers: int = 8) -> int:
        watcher = threading.Thread(target=self._watch)
        watcher.start()
        threads = [
            threading.Thread(target=self._scan, args=(self.ports[n::workers],))
            for n in range(workers)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        watcher.join()
        total = 0
        for _ in range(workers):
            total += self.done.get()
        return total


class Accumulator:
    def __init__(self) -> None:
        self.total = 0

    def add(self, value: int) -> None:
        self.total += value


def squares(values: list[int]) -> int:
    result = Accumulator()
    with ThreadPoolExecutor() as pool:
        for value in pool.map(abs, values):
            result.add(value)
    return result.total


if __name__ == "__main__":
    print(PortScanner(list(range(100))).run(), squares([1, -2]))
