"""Sync button of a desktop client that tries the lock instead of asking."""
import threading
import time
from collections.abc import Callable


class Synchroniser:
    def __init__(self, push: Callable[[], int]) -> None:
        self._lock = threading.Lock()
        self._push = push
        self.history: list[int] = []

    @property
    def running(self) -> bool:
        return self._lock.locked()

    def on_click(self) -> str:
        if not self._lock.acquire(blocking=False):
            return "already running"
        try:
            self.history.append(self._push())
        finally:
            self._lock.release()
        return "done"

    def status(self) -> str:
        if self._lock.locked():
            return "synchronising"
        return "idle"


def push() -> int:
    time.sleep(0.5)
    return 3


def main() -> None:
    client = Synchroniser(push)
    threads = [threading.Thread(target=client.on_click) for _ in range(3)]
    for thread in threads:
        thread.start()
    print(client.status(), client.running)
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
