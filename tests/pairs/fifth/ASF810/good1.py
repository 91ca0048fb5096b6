"""Copied in one step, or guarded."""
import threading
import time


class Monitor:
    def __init__(self) -> None:
        self.values: dict[str, float] = {}
        self.names: list[str] = []
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._report, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def record(self, name: str, value: float) -> None:
        self.values[name] = value
        with self._lock:
            self.names.append(name)

    def _report(self) -> None:
        while True:
            for name, value in list(self.values.items()):
                print(name, value)
            with self._lock:
                for name in self.names:
                    print(name)
            time.sleep(1)
