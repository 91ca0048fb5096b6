import threading


class Gate:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._opened = threading.Condition(self._lock)
        self.open = False

    def set_open(self) -> None:
        with self._lock:
            self.open = True
            with self._opened:  # expect: ASF203
                self._opened.notify_all()

    def wait(self) -> None:
        with self._opened:
            while not self.open:
                self._opened.wait()
