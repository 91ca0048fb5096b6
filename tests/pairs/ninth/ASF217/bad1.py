"""Live progress display plus a throttled metadata client."""
from __future__ import annotations

import logging
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from collections.abc import Iterator

import requests

log = logging.getLogger("progress")


class Refresher(threading.Thread):
    def __init__(self, draw: Callable[[], None], interval: float) -> None:
        super().__init__(daemon=True)
        self._draw = draw
        self._interval = interval
        self._finished = threading.Event()

    def stop(self) -> None:
        self._finished.set()

    def run(self) -> None:
        while not self._finished.wait(self._interval):
            self._draw()


class Live:
    def __init__(self, write: Callable[[str], None], interval: float = 0.25) -> None:
        self._write = write
        self._interval = interval
        self._lock = threading.RLock()
        self._text = ""
        self._refresher: Refresher | None = None

    def start(self, draw: Callable[[], None]) -> None:
        with self._lock:
            if self._refresher is None:
                self._refresher = Refresher(draw, self._interval)
                self._refresher.start()

    def update(self, text: str) -> None:
        with self._lock:
            self._text = text

    def stop(self) -> None:
        with self._lock:  # expect: ASF217
            refresher, self._refresher = self._refresher, None
            if refresher is not None:
                refresher.stop()
                refresher.join()


class Throttle:
    def __init__(self, gap: float) -> None:
        self._gap = gap
        self._mutex = threading.Lock()
        self._next = 0.0

    @contextmanager
    def turn(self) -> Iterator[float]:
        with self._mutex:
            yield self._next

    def pause(self) -> None:
        nap = time.sleep
        with self.turn() as due: nap(max(0.0, due - time.monotonic()))  # expect: ASF217

    def schedule(self) -> None:
        with self._mutex:
            self._next = time.monotonic() + self._gap


class Metadata:
    def __init__(self, base: str, throttle: Throttle) -> None:
        self._base = base
        self._throttle = throttle
        self._http_lock = threading.Lock()
        self._http = requests.Session()

    def _get(self, name: str) -> dict[str, str]:
        return self._http.get(f"{self._base}/{name}", timeout=5).json()

    def get(self, name: str) -> dict[str, str]:
        self._throttle.pause()
        with self._http_lock: return self._get(name)  # expect: ASF217

    def verify(self, path: str) -> bool:
        self._throttle.schedule()
        with self._http_lock: code = subprocess.run(["sha256sum", "-c", path]).returncode  # expect: ASF217
        return code == 0
