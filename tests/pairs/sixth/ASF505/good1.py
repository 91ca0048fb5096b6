import threading
from collections import deque


class Ledger:
    def __init__(self, opening: int) -> None:
        self._lock = threading.RLock()
        self._balance = 0
        self._entries: list[int] = []
        self._book: tuple[str, int] | None = None
        self._balance = opening
        self.recent: deque[int] = deque(maxlen=10)
        self.closed = threading.Event()

    def add(self, amount: int) -> None:
        with self._lock:
            self._apply(amount)
            self.recent.append(amount)
        self.recent.append(0)

    def _apply(self, amount: int) -> None:
        self._balance += amount
        self._entries.append(amount)

    def book(self) -> tuple[str, int]:
        if self._book is None:
            with self._lock:
                if self._book is None:
                    self._book = ("opening", self._balance)
        return self._book

    def balance(self) -> int:
        return self._balance

    def entries(self) -> list[int]:
        with self._lock:
            return list(self._entries)

    def close(self) -> None:
        self.closed.set()


class Gate:
    def __init__(self) -> None:
        self.slots = threading.BoundedSemaphore(4)
        self.name = "gate"

    def work(self, name: str) -> None:
        with self.slots:
            self.name = name

    def rename(self, name: str) -> None:
        self.name = name


def main() -> None:
    ledger = Ledger(10)
    threads = [threading.Thread(target=ledger.add, args=(n,)) for n in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(sum(ledger.entries()), ledger.balance(), ledger.book())
    ledger.close()


if __name__ == "__main__":
    main()
