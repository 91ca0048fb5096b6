import threading


class Board:
    """Latest values and a short history, written by the store stage, read by the HTTP side."""

    def __init__(self, keep=100):
        self._lock = threading.Lock()
        self._keep = keep
        self._latest = {}
        self._history = {}
        self._alarms = []

    def record(self, sensor, value):
        with self._lock:
            self._latest[sensor] = value
            rows = self._history.setdefault(sensor, [])
            rows.append(value)
            if len(rows) > self._keep:
                rows.pop(0)
            if value > 90:
                self._alarms.append((sensor, value))

    def latest(self):
        with self._lock:
            return self._latest  # expect: ASF803

    def history(self, sensor):
        with self._lock:
            return self._history[sensor]  # expect: ASF803

    def value_of(self, sensor):
        with self._lock:
            return self._latest[sensor]

    def take_alarms(self):
        with self._lock:
            alarms, self._alarms = self._alarms, []
        return alarms
