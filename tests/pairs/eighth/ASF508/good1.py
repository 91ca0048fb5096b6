"""Trading feed replay with its own stopwatch."""
from __future__ import annotations

import logging
import queue
import threading
import time

log = logging.getLogger(__name__)


class Stopwatch:
    def __init__(self) -> None:
        self._began = 0.0

    def start(self) -> None:
        self._began = time.perf_counter()

    def elapsed(self) -> float:
        return time.perf_counter() - self._began


class Replay:
    def __init__(self, path: str) -> None:
        thread = threading.Thread(target=self._run, daemon=True)
        self.path = path
        self._ticks: queue.Queue[str | None] = queue.Queue(maxsize=100)
        self._error: Exception | None = None
        thread.start()
        self._thread = thread

    def _run(self) -> None:
        try:
            with open(self.path) as lines:
                for line in lines:
                    self._ticks.put(line.strip())
        except OSError as exc:
            self._error = exc
        self._ticks.put(None)

    def __iter__(self):
        while (tick := self._ticks.get()) is not None:
            yield tick
        self._thread.join()
        if self._error is not None:
            raise self._error


class Meter:
    def __init__(self) -> None:
        self._watch = Stopwatch()
        self._watch.start()
        self.count = 0
        self.peak = 0.0

    def tick(self) -> None:
        self.count += 1
        self.peak = max(self.peak, self.count / self._watch.elapsed())


class Heart(threading.Thread):
    def __init__(self, period: float) -> None:
        super().__init__(daemon=True)
        self.period = period
        self._done = threading.Event()

    def run(self) -> None:
        while not self._done.wait(self.period):
            log.debug("alive")

    def stop(self) -> None:
        self._done.set()


class Publisher:
    def __init__(self, send) -> None:
        self._send = send
        self._stop = threading.Event()
        self._interval = 1.0
        self._timer: threading.Timer | None = None

    def start(self) -> None:
        self._interval = 0.5
        self._timer = threading.Timer(self._interval, self._publish)
        self._timer.daemon = True
        self._timer.start()

    def _publish(self) -> None:
        if not self._stop.is_set():
            self._send(self._interval)

    def stop(self) -> None:
        self._stop.set()


def prefetch(load, names: list[str]) -> list[bytes]:
    found: list[bytes] = []

    def work() -> None:
        for name in names:
            found.append(load(name))

    thread = threading.Thread(target=work)
    thread.start()
    began = time.monotonic()
    thread.join()
    log.info("loaded in %.1f s", time.monotonic() - began)
    return found


def main(path: str, send) -> None:
    heart = Heart(5.0)
    heart.start()
    publisher = Publisher(send)
    publisher.start()
    meter = Meter()
    for _ in Replay(path):
        meter.tick()
    publisher.stop()
    heart.stop()
    log.info("%d ticks, peak %.0f/s", meter.count, meter.peak)
