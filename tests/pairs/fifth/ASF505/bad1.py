"""Written under the lock here, without it there."""
import threading


class Account:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.balance = 0
        self.history: list[int] = []

    def deposit(self, amount: int) -> None:
        with self._lock:
            self.balance += amount
            self.history.append(amount)

    def withdraw(self, amount: int) -> None:
        with self._lock:
            self.balance -= amount
            self.history.append(-amount)

    def reset(self) -> None:
        self.balance = 0  # expect: ASF505

    def report(self) -> list[str]:
        return [f"{n:+d}" for n in self.history]  # expect: ASF505


_jobs: dict[str, int] = {}
_jobs_lock = threading.Lock()


def add(name: str) -> None:
    with _jobs_lock:
        _jobs[name] = _jobs.get(name, 0) + 1


def forget(name: str) -> None:
    _jobs.pop(name, None)  # expect: ASF505


class Base:
    def __init__(self) -> None:
        self.mutex = threading.RLock()
        self.items: dict[str, int] = {}

    def put(self, key: str, value: int) -> None:
        with self.mutex:
            self.items[key] = value

    def drop(self, key: str) -> None:
        self.mutex.acquire()
        try:
            self.items.pop(key, None)
        finally:
            self.mutex.release()


class Derived(Base):
    def clear(self) -> None:
        self.items.clear()  # expect: ASF505
