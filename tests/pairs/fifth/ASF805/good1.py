"""Instance state, constants, and a lock of the class."""
import threading


class Worker(threading.Thread):
    kinds: list[str] = ["a", "b"]
    shared: list[int] = []
    _lock = threading.Lock()

    def __init__(self, n: int) -> None:
        super().__init__()
        self.n = n
        self.results: list[int] = []

    def run(self) -> None:
        self.results.append(self.n)
        print(self.kinds[0])
        with self._lock:
            self.shared.append(self.n)


def main() -> None:
    workers = [Worker(n) for n in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
