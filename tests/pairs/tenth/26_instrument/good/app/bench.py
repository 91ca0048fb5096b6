import threading

from .bus import Bus


class Bench:
    def __init__(self, bus: Bus):
        self.bus = bus
        self._state = threading.Lock()
        self._found = []

    @property
    def found(self):
        with self._state:
            return tuple(self._found)
