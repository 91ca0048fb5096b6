"""Uploader of crash reports with a local spool."""
from __future__ import annotations

import json
import logging
import subprocess
import threading
import time
from collections import deque
from contextlib import ExitStack
from dataclasses import asdict, dataclass

import requests

logger = logging.getLogger("crash")


@dataclass
class Report:
    app: str
    trace: str
    tries: int = 0

    def as_json(self) -> str:
        return json.dumps(asdict(self))


class Spool:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._reports: deque[Report] = deque()

    def add(self, report: Report) -> None:
        with self._lock:
            self._reports.append(report)

    def pop(self) -> Report | None:
        with self._lock:
            return self._reports.popleft() if self._reports else None

    def __len__(self) -> int:
        with self._lock:
            return len(self._reports)


class Uploader:
    def __init__(self, spool: Spool, url: str) -> None:
        self.spool = spool
        self.url = url
        self._mutex = threading.RLock()
        self._session = requests.Session()
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._sent = 0

    def send(self, report: Report) -> bool:
        with self._mutex:
            response = self._session.post(self.url, data=report.as_json())  # expect: ASF217
            self._sent += response.ok
            return response.ok

    def back_off(self, report: Report) -> None:
        pause = time.sleep
        self._mutex.acquire()
        try:
            report.tries += 1
            pause(min(2**report.tries, 30))  # expect: ASF217
        finally:
            self._mutex.release()

    def start(self) -> None:
        thread = threading.Thread(target=self._run, daemon=True)
        with self._mutex:
            self._thread = thread
        thread.start()

    def _run(self) -> None:
        while not self._stop.wait(1):
            report = self.spool.pop()
            if report is not None and not self.send(report):
                self.back_off(report)
                self.spool.add(report)

    def stop(self) -> None:
        self._stop.set()
        with ExitStack() as stack:
            stack.enter_context(self._mutex)
            if (thread := self._thread) is not None:
                thread.join(timeout=5)  # expect: ASF217
                self._thread = None

    def sent(self) -> int:
        with self._mutex:
            return self._sent


def symbolise(trace: str, tool_lock: threading.Lock) -> str:
    lines = trace.splitlines()
    with tool_lock:
        done = subprocess.run(["addr2line", *lines], capture_output=True, text=True)  # expect: ASF217
    return done.stdout


def main() -> None:
    spool = Spool()
    uploader = Uploader(spool, "https://crash.example.org")
    uploader.start()
    spool.add(Report("mixer", symbolise("0x10\n0x20", threading.Lock())))
    time.sleep(2)
    uploader.stop()
    logger.info("%d sent, %d left", uploader.sent(), len(spool))


if __name__ == "__main__":
    main()
