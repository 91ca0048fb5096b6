import threading


class Settings:
    """Live settings; the console thread edits them while models run."""

    def __init__(self, **values):
        self._lock = threading.Lock()
        self._values = dict(values)

    def get(self, name, default=None):
        with self._lock:
            return self._values.get(name, default)

    def set(self, name, value):
        with self._lock:
            self._values[name] = value


class Curve:
    def __init__(self, points):
        self.points = points
        self._lock = threading.Lock()

    def __getstate__(self):
        with self._lock:
            return {"points": list(self.points)}

    def __setstate__(self, state):
        self.points = state["points"]
        self._lock = threading.Lock()

    def bump(self, by):
        with self._lock:
            self.points = [p + by for p in self.points]
