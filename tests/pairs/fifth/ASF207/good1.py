"""Copied under the lock, or a context manager whose purpose it is."""
import contextlib
import threading

import pytest


class Log:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._lines: list[str] = []

    def lines(self):
        with self._lock:
            lines = list(self._lines)
        yield from lines

    @contextlib.contextmanager
    def locked(self):
        with self._lock:
            yield self._lines


guard = threading.Lock()


@pytest.fixture
def exclusive():
    with guard:
        yield
