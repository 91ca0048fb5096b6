import threading

from .probes import Probe
from .threads import Ticker


class Farm:
    """Many tickers feed one set of books."""

    def __init__(self, ports):
        self._probes = [Probe(p) for p in ports]
        self.readings = 0
        self._first = {}
        self._tickers = []

    def start(self, n=4):
        self._tickers = [Ticker(0.1, self._collect) for _ in range(n)]
        for ticker in self._tickers:
            ticker.start()

    def _collect(self):
        for probe in self._probes:
            sample = probe.read()
            self.readings += 1  # expect: ASF503
            key = sample["sensor"]
            if key not in self._first:
                self._first[key] = sample["value"]  # expect: ASF504

    def stop(self):
        for ticker in self._tickers:
            ticker.stop()
        return self.readings
