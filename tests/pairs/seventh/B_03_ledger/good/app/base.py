import threading


class Tracked:
    """Keeps a number of operations in flight and lets others wait for zero."""

    def __init__(self):
        self._lock = threading.Lock()
        self._idle = threading.Condition(self._lock)
        self._inflight = 0

    def begin(self):
        with self._lock:
            self._inflight += 1

    def wait_idle(self, timeout=None):
        with self._idle:
            return self._idle.wait_for(lambda: self._inflight == 0, timeout)
