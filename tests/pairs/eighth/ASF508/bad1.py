"""Serial console multiplexer."""
from __future__ import annotations

import logging
import queue
import threading
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger("console")


class PortGone(Exception):
    pass


class PortReader:
    def __init__(self, port, name: str) -> None:
        self._port = port
        self._thread = threading.Thread(target=self._read, name=name, daemon=True)
        self._thread.start()  # expect: ASF508
        self._lines: queue.Queue[bytes] = queue.Queue(maxsize=1000)
        self.name = name

    def _read(self) -> None:
        for line in self._port:
            try:
                self._lines.put(line, timeout=1)
            except queue.Full:
                log.warning("line lost")

    def lines(self) -> list[bytes]:
        found = []
        while True:
            try:
                found.append(self._lines.get_nowait())
            except queue.Empty:
                return found


class KeepAlive(threading.Thread):
    def __init__(self, port, period: float = 10.0) -> None:
        super().__init__(daemon=True)
        self._port = port
        self._stop_requested = threading.Event()
        self.start()  # expect: ASF508
        self.period = period

    def run(self) -> None:
        while not self._stop_requested.wait(self.period):
            self._port.write(b"\0")

    def stop(self) -> None:
        self._stop_requested.set()


class Recorder:
    def __init__(self, reader: PortReader) -> None:
        pool = ThreadPoolExecutor(max_workers=1)
        self._reader = reader
        self._job = pool.submit(self._record)  # expect: ASF508
        self._limit, self._pool = 10_000, pool

    def _record(self) -> int:
        kept = 0
        while kept < self._limit:
            lines = self._reader.lines()
            if not lines:
                break
            kept += len(lines)
        return kept

    def close(self) -> int:
        try:
            return self._job.result()
        finally:
            self._pool.shutdown()


def attach(port, sink) -> threading.Timer:
    def greet() -> None:
        sink.write(banner)
        log.info("attached %r", port)

    timer = threading.Timer(0.0, greet)
    timer.daemon = True
    timer.start()  # expect: ASF508
    banner = f"console of {port.name}\n"
    return timer


def main(port, sink) -> None:
    reader = PortReader(port, "ttyS0")
    alive = KeepAlive(port)
    timer = attach(port, sink)
    recorder = Recorder(reader)
    try:
        log.info("%d lines kept", recorder.close())
    except PortGone:
        log.error("%s is gone", reader.name)
    finally:
        alive.stop()
        timer.join()
