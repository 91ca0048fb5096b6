"""Code that may interrupt the holder of the lock it takes."""
import logging
import signal
import threading
import weakref

_lock = threading.Lock()
_events: list[int] = []


def handler(number, frame) -> None:
    with _lock:  # expect: ASF213
        _events.append(number)


signal.signal(signal.SIGUSR1, handler)


class Resource:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.open = True

    def close(self) -> None:
        with self._lock:
            self.open = False

    def __del__(self) -> None:
        self.close()  # expect: ASF213


def gone(ref) -> None:
    _lock.acquire()  # expect: ASF213
    try:
        _events.append(0)
    finally:
        _lock.release()


class Table:
    def __init__(self, resource: Resource) -> None:
        self.ref = weakref.ref(resource, gone)
        logging.debug("made")
