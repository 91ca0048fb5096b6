"""Label printer driver shared by a web UI and a barcode scanner."""
from __future__ import annotations

import logging
import multiprocessing
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

log = logging.getLogger("labels")

_device = multiprocessing.Lock()


class Media(Enum):
    SMALL = "29x90"
    LARGE = "62x100"


@dataclass
class Label:
    text: str
    media: Media = Media.SMALL
    copies: int = 1


class PrinterError(Exception):
    pass


class Printer:
    """Talks to the device; every exchange happens under the port lock."""

    port_timeout = 5.0

    def __init__(self, write: Callable[[bytes], int]) -> None:
        self._write = write
        self._port = threading.Lock()
        self._ribbon = threading.BoundedSemaphore(2)
        self.printed = 0

    def encode(self, label: Label) -> bytes:
        return f"{label.media.value}|{label.copies}|{label.text}\n".encode()

    def print(self, label: Label) -> None:
        data = self.encode(label)
        self._port.acquire(timeout=self.port_timeout)  # expect: ASF208
        try:
            if self._write(data) != len(data):
                raise PrinterError("short write")
            self.printed += 1
        finally:
            self._port.release()

    def status(self) -> str:
        if not self._port.acquire(timeout=1):
            return "busy"
        try:
            self._write(b"?\n")
        finally:
            self._port.release()
        return "ready"

    def feed(self, labels: list[Label]) -> int:
        grab, drop = self._ribbon.acquire, self._ribbon.release
        done = 0
        for label in labels:
            grab(True, 0.5)  # expect: ASF208
            try:
                self._write(self.encode(label))
                done += 1
            finally:
                drop()
        return done


class Preview:
    def __init__(self, changed: threading.Condition) -> None:
        self._changed = changed
        self._latest: Label | None = None

    def show(self, label: Label) -> None:
        self._changed.acquire(blocking=False)  # expect: ASF208
        try:
            self._latest = label
            self._changed.notify_all()
        finally:
            self._changed.release()

    def latest(self, timeout: float) -> Label | None:
        with self._changed:
            self._changed.wait_for(lambda: self._latest is not None, timeout)
            return self._latest


def spool(jobs: list[Label]) -> None:
    device = _device
    match jobs:
        case []:
            log.debug("nothing to do")
        case [first, *rest]:
            device.acquire(False)  # expect: ASF208
            try:
                log.info("printing %s and %d more", first.text, len(rest))
            finally:
                device.release()
