import threading


class Stats:
    def __init__(self):
        self.counts = {"ok": 0, "failed": 0}
        self._lock = threading.Lock()

    def finished(self, ok):
        key = "ok" if ok else "failed"
        with self._lock:
            self.counts[key] += 1
