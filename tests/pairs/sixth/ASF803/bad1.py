"""Counters that several threads increase and an exporter reads."""
import threading


class Metrics:
    def __init__(self):
        self._lock = threading.Lock()
        self._counters = {}
        self._events = []

    def count(self, name, step=1):
        with self._lock:
            self._counters[name] = self._counters.get(name, 0) + step

    def event(self, text):
        with self._lock:
            self._events.append(text)

    def counters(self):
        with self._lock:
            return self._counters  # expect: ASF803

    def events(self):
        with self._lock:
            return self._events  # expect: ASF803


def export(metrics, write):
    for name, value in metrics.counters().items():
        write(f"{name} {value}\n")
