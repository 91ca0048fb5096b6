"""Different state for different locks, flags, and private helpers that run guarded."""
import threading


class Pool:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._log_lock = threading.Lock()
        self._idle: dict[int, str] = {}
        self._log: list[str] = []
        self.name = "pool"
        self._stop = threading.Event()
        self._limit = threading.BoundedSemaphore(3)
        self.used = 0

    def acquire(self, key: int) -> str | None:
        with self._lock:
            return self._take(key)

    def _take(self, key: int) -> str | None:
        self._note(f"take {key}")
        return self._idle.pop(key, None)

    def _note(self, text: str) -> None:
        with self._log_lock:
            self._log.append(text)

    def release(self, key: int, conn: str) -> None:
        with self._lock:
            self._idle[key] = conn

    def rename(self, name: str) -> None:
        self.name = name

    def stop(self) -> None:
        self._stop.set()

    def __repr__(self) -> str:
        return f"<Pool {self.name}>"

    def work(self) -> None:
        with self._limit:
            print("at most three")
        self.used = 1
