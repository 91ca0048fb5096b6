"""Sensor logger that does its slow work beside the lock."""
from __future__ import annotations

import logging
import os.path
import threading
import time
from collections.abc import Callable
from functools import partial

import requests

logger = logging.getLogger("sensor")


class Clock:
    def __init__(self) -> None:
        self.offset = 0.0

    def sleep(self, seconds: float) -> None:
        self.offset += seconds

    def __enter__(self) -> "Clock":
        return self

    def __exit__(self, *exc: object) -> None:
        self.offset = 0.0


class Sensor:
    def __init__(self, name: str) -> None:
        self.name = name
        self._lock = threading.Lock()
        self._ready = threading.Condition(self._lock)
        self._values: list[float] = []
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()

    def start(self) -> None:
        thread = threading.Thread(target=self._measure, daemon=True)
        with self._lock:
            self._thread = thread
        thread.start()

    def _measure(self) -> None:
        while not self._stop.wait(0.1):
            value = time.monotonic() % 1
            with self._lock:
                self._values.append(value)
                self._ready.notify()

    def first(self) -> float:
        with self._ready:
            while not self._values:
                self._ready.wait()
            return self._values[0]

    def stop(self) -> None:
        self._stop.set()
        with self._lock:
            thread, self._thread = self._thread, None
        if thread is not None:
            thread.join()

    def publish(self, url: str) -> int:
        with self._lock:
            payload = list(self._values)
            self._values.clear()
        response = requests.post(url, json=payload, timeout=5)
        return response.status_code

    def save(self, folder: str) -> int:
        with self._lock:
            path = os.path.join(folder, self.name)
            text = ",".join(map(str, self._values))
        with open(path, "w") as out:
            return out.write(text)

    def job(self, url: str) -> Callable[[], requests.Response]:
        with self._lock:
            payload = list(self._values)
            return partial(requests.post, url, json=payload, timeout=5)

    def retry(self, seconds: float) -> None:
        self._lock.acquire()
        try:
            count = len(self._values)
        finally:
            self._lock.release()
        time.sleep(seconds * count)


def simulate(clock: Clock) -> float:
    with clock:
        clock.sleep(0.5)
        time.sleep(0.01)
        return clock.offset


def fast_forward(clock: Clock, mutex: threading.Lock) -> float:
    with mutex:
        clock.sleep(3600)
        return clock.offset


def main() -> None:
    sensor = Sensor("roof")
    sensor.start()
    logger.info("first value %f", sensor.first())
    sensor.save("/tmp")
    sensor.retry(0.01)
    sensor.stop()
    logger.info("%d %s", sensor.publish("http://hub.local"), sensor.job("http://hub.local")())
    logger.info("%f %f", simulate(Clock()), fast_forward(Clock(), threading.Lock()))


if __name__ == "__main__":
    main()
