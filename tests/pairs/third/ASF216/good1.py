"""Work list that gives its lock up for a while and takes it back."""
import threading


class WorkList:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._items: list[str] = []

    def put(self, item: str) -> None:
        with self._lock:
            self._items.append(item)

    def drain(self) -> int:
        count = 0
        with self._lock:
            while self._items:
                item = self._items.pop()
                self._lock.release()
                try:
                    print("handling", item)
                finally:
                    self._lock.acquire()
                count += 1
        return count

    def take(self) -> str | None:
        self._lock.acquire()
        try:
            if not self._items:
                return None
            return self._items.pop()
        finally:
            self._lock.release()


if __name__ == "__main__":
    work = WorkList()
    for name in "abc":
        work.put(name)
    print(work.take(), work.drain())
