"""Always under the lock, or where none is needed."""
import collections
import threading


class Account:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.balance = 0
        self.pending: collections.deque[int] = collections.deque()
        self._load()

    def _load(self) -> None:
        self.balance = 10

    def deposit(self, amount: int) -> None:
        with self._lock:
            self._apply(amount)

    def withdraw(self, amount: int) -> None:
        with self._lock:
            self._apply(-amount)

    def _apply(self, amount: int) -> None:
        self.balance += amount

    def enqueue(self, amount: int) -> None:
        self.pending.append(amount)

    def flush(self) -> None:
        with self._lock:
            while self.pending:
                self.balance += self.pending.popleft()

    def peek(self) -> int:
        return self.balance


class Lazy:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._value = None

    def get(self) -> object:
        if self._value is None:
            with self._lock:
                if self._value is None:
                    self._value = object()
        return self._value


class Gathered:
    def __init__(self, count: int) -> None:
        self._lock = threading.Lock()
        self.results: list[int] = []
        self.threads = [threading.Thread(target=self.work, args=(n,)) for n in range(count)]

    def work(self, n: int) -> None:
        with self._lock:
            self.results.append(n)

    def run(self) -> list[int]:
        for thread in self.threads:
            thread.start()
        for thread in self.threads:
            thread.join()
        return sorted(n for n in self.results)
