"""One thread walks over what another one changes."""
import threading
import time


class Monitor:
    def __init__(self) -> None:
        self.values: dict[str, float] = {}
        self._thread = threading.Thread(target=self._report, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def record(self, name: str, value: float) -> None:
        self.values[name] = value

    def forget(self, name: str) -> None:
        self.values.pop(name, None)

    def _report(self) -> None:
        while True:
            for name, value in self.values.items():  # expect: ASF810
                print(name, value)
            time.sleep(1)
