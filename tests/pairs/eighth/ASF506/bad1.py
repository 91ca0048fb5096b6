"""Sliding statistics of a load balancer."""
from __future__ import annotations

import logging
import statistics
import threading
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger("balancer")

_generation_lock = threading.Lock()
_generation = 0


def next_generation(backend) -> int:
    global _generation
    with _generation_lock:
        current = _generation
    confirmed = backend.confirm(current + 1)
    with _generation_lock:
        _generation = confirmed or current + 1  # expect: ASF506
        return _generation


class Backend:
    def __init__(self, name: str) -> None:
        self.name = name
        self._lock = threading.RLock()
        self._weight = 100
        self._errors = 0
        self._latencies: tuple[float, ...] = ()
        self._routes: dict[str, int] = {}

    @property
    def weight(self) -> int:
        with self._lock:
            return self._weight

    def confirm(self, number: int) -> int:
        return number if self.weight else 0

    def penalise(self, factor: float) -> None:
        old = self.weight
        log.info("%s slows down", self.name)
        with self._lock:
            self._weight = max(1, int(old * factor))  # expect: ASF506

    def record(self, latency: float) -> float:
        with self._lock:
            latencies = self._latencies
        window = (*latencies[-99:], latency)
        mean = statistics.fmean(window)
        with self._lock:
            self._latencies = window  # expect: ASF506
        return mean

    def fail(self) -> None:
        self._lock.acquire()
        try:
            errors = self._errors + 1
        finally:
            self._lock.release()
        if errors > 10:
            log.warning("%s failed %d times", self.name, errors)
        with self._lock:
            self._errors = errors  # expect: ASF506

    def route(self, path: str, extra: int) -> None:
        with self._lock:
            count = self._routes.get(path, 0)
        total = sum(int(digit) for digit in str(extra)) + count
        with self._lock:
            self._routes[path] = total  # expect: ASF506

    def reset(self) -> None:
        with self._lock:
            self._errors = 0
            self._weight = 100


def drive(backend: Backend, samples: list[float]) -> None:
    def one(sample: float) -> float:
        if sample > 2:
            backend.fail()
            backend.penalise(0.9)
        backend.route("/", int(sample))
        return backend.record(sample)

    with ThreadPoolExecutor(4) as pool:
        for mean in pool.map(one, samples):
            log.debug("mean %.3f", mean)


if __name__ == "__main__":
    drive(Backend("eu-1"), [0.1, 0.2, 2.5])
