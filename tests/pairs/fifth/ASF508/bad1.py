"""The thread runs before what it reads is there."""
import threading


class Watcher:
    def __init__(self, path: str) -> None:
        self.path = path
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()  # expect: ASF508
        self._seen: set[str] = set()

    def _run(self) -> None:
        self._seen.add(self.path)


class Sampler(threading.Thread):
    def __init__(self, interval: float) -> None:
        super().__init__()
        self.start()  # expect: ASF508
        self.interval = interval
        self.samples: list[float] = []

    def run(self) -> None:
        self.samples.append(self.interval)
