from __future__ import annotations

import logging
import threading
import weakref
from functools import partial

log = logging.getLogger("uploader")


class BatchHandler(logging.Handler):
    def __init__(self, uploader: Uploader) -> None:
        super().__init__()
        self.uploader = uploader

    def emit(self, record: logging.LogRecord) -> None:
        with self.uploader.mutex:  # expect: ASF213
            self.uploader.lines.append(self.format(record))


class Uploader:
    def __init__(self) -> None:
        self.mutex = threading.Lock()
        self.lines: list[str] = []
        log.addHandler(BatchHandler(self))

    def flush(self) -> list[str]:
        with self.mutex:
            log.info("flushing %d lines", len(self.lines))
            lines, self.lines = self.lines, []
        return lines


class Handles:
    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._open: dict[int, str] = {}

    def track(self, owner: object, name: str) -> None:
        with self._guard:
            self._open[id(owner)] = name
        weakref.finalize(owner, partial(self._drop, id(owner)))

    def _drop(self, key: int) -> None:
        with self._guard:  # expect: ASF213
            self._open.pop(key, None)
