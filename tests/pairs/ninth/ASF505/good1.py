"""Metrics registry shared by the worker threads of a job server."""
import collections
import logging
import threading

log = logging.getLogger("metrics")


class Registry:
    def __init__(self, prefix: str) -> None:
        self._lock = threading.Lock()
        self.prefix = prefix
        self._series: dict[str, float] = {}
        self._events: collections.deque = collections.deque(maxlen=500)
        self._slots = threading.BoundedSemaphore(8)
        self._default = None
        self.in_flight = 0
        self._thread: threading.Thread | None = None
        self._series["start"] = 1.0

    def observe(self, name: str, value: float) -> None:
        with self._lock:
            self._add(name, value)
            self._events.append((name, value))

    def observe_many(self, pairs) -> None:
        with self._lock:
            for name, value in pairs:
                self._add(name, value)

    def _add(self, name: str, value: float) -> None:
        self._series[name] = self._series.get(name, 0.0) + value

    def mark(self, name: str) -> None:
        self._events.append((name, None))

    def default(self):
        if self._default is None:
            with self._lock:
                if self._default is None:
                    self._default = object()
        return self._default

    def snapshot(self) -> dict[str, float]:
        self._lock.acquire()
        try:
            return dict(self._series)
        finally:
            self._lock.release()

    def limited(self, fn):
        with self._slots:
            return fn()

    def label(self) -> str:
        return f"{self.prefix}.jobs"

    def run(self, names: list[str]) -> dict[str, float]:
        workers = [threading.Thread(target=self.observe, args=(n, 1.0)) for n in names]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        log.info("%d series for %s", len(self._series), self.label())
        return dict(self._series)
