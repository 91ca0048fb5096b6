"""Reader-writer lock whose methods hand the inner lock from one to the other."""
import threading


class ReadWriteLock:
    def __init__(self) -> None:
        self._turnstile = threading.Lock()
        self._room = threading.Lock()
        self._readers = 0

    def acquire_read(self) -> None:
        with self._turnstile:
            self._readers += 1
            if self._readers == 1:
                self._room.acquire()

    def release_read(self) -> None:
        with self._turnstile:
            self._readers -= 1
            if self._readers == 0:
                self._room.release()

    def __enter__(self) -> "ReadWriteLock":
        self._room.acquire()
        return self

    def __exit__(self, *error) -> None:
        self._room.release()


class Table:
    def __init__(self) -> None:
        self.lock = ReadWriteLock()
        self.rows: dict[str, int] = {}

    def get(self, key: str) -> int | None:
        self.lock.acquire_read()
        try:
            return self.rows.get(key)
        finally:
            self.lock.release_read()

    def put(self, key: str, value: int) -> None:
        with self.lock:
            self.rows[key] = value


if __name__ == "__main__":
    table = Table()
    table.put("a", 1)
    print(table.get("a"))
