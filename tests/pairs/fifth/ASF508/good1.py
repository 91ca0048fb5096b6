"""Everything is there when the thread starts."""
import threading


class Watcher:
    def __init__(self, path: str) -> None:
        self.path = path
        self._seen: set[str] = set()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        self._seen.add(self.path)


class Sampler(threading.Thread):
    def __init__(self, interval: float) -> None:
        super().__init__()
        self.interval = interval
        self.samples: list[float] = []

    def run(self) -> None:
        self.samples.append(self.interval)


def main() -> None:
    sampler = Sampler(1.0)
    sampler.start()
    sampler.join()
