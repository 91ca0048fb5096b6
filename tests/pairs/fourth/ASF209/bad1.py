"""Single-flight refresh in threads that tests locked() before taking the lock."""
import threading
import time


class Refresher:
    def __init__(self, load) -> None:
        self._load = load
        self._lock = threading.Lock()
        self._export_lock = threading.Lock()
        self.value = None

    def refresh(self) -> None:
        if not self._lock.locked():  # expect: ASF209
            with self._lock:
                self.value = self._load()

    def refresh_or_skip(self) -> bool:
        if self._lock.locked():  # expect: ASF209
            return False
        self._lock.acquire()
        try:
            self.value = self._load()
        finally:
            self._lock.release()
        return True

    def export(self, path: str) -> None:
        if path and not self._export_lock.locked():  # expect: ASF209
            print("exporting")
            with self._export_lock:
                with open(path, "w") as fh:
                    fh.write("exported\n")


def main() -> None:
    refresher = Refresher(time.time)
    threads = [threading.Thread(target=refresher.refresh) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    refresher.export("out.txt")


if __name__ == "__main__":
    main()
