import threading

from .probes import Probe
from .threads import Ticker


class Sampler:
    """One ticker, one window of recent values."""

    def __init__(self, port):
        self._probe = Probe(port)
        self._ticker = Ticker(0.5, self._tick)
        self._window = []
        self._peak = 0.0
        self._ticker.start()

    def _tick(self):
        value = self._probe.read()["value"]
        self._window.append(value)
        if value > self._peak:
            self._peak = value

    def close(self):
        self._ticker.stop()
        return list(self._window)
