"""Work list that frees its lock early when there is nothing to do."""
import threading


class WorkList:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._items: list[str] = []

    def put(self, item: str) -> None:
        with self._lock:
            self._items.append(item)

    def take(self) -> str | None:
        with self._lock:
            if not self._items:
                self._lock.release()  # expect: ASF216
                return None
            return self._items.pop()

    def size(self) -> int:
        with self._lock:
            return len(self._items)


class Worker(threading.Thread):
    def __init__(self, work: WorkList) -> None:
        super().__init__(daemon=True)
        self.work = work

    def run(self) -> None:
        while (item := self.work.take()) is not None:
            print(item)


def main() -> None:
    work = WorkList()
    for name in "abc":
        work.put(name)
    worker = Worker(work)
    worker.start()
    worker.join()
    print(work.size())


if __name__ == "__main__":
    main()
