"""Sync button of a desktop client that starts at most one synchronisation."""
import threading
import time
from collections.abc import Callable


class Synchroniser:
    def __init__(self, push: Callable[[], int]) -> None:
        self._lock = threading.Lock()
        self._push = push
        self.history: list[int] = []

    def on_click(self) -> None:
        if not self._lock.locked():  # expect: ASF209
            with self._lock:
                self.history.append(self._push())
        else:
            print("already running")

    def on_timer(self) -> bool:
        if not self._lock.locked():  # expect: ASF209
            self._lock.acquire()
            try:
                self.history.append(self._push())
            finally:
                self._lock.release()
            return True
        return False


def push() -> int:
    time.sleep(0.5)
    return 3


def main() -> None:
    client = Synchroniser(push)
    threads = [threading.Thread(target=client.on_click) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    client.on_timer()


if __name__ == "__main__":
    main()
