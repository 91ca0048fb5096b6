from .threads import Ticker


class Summary:
    """A single ticker is the only writer of the counters."""

    def __init__(self, sink):
        self._sink = sink
        self.rounds = 0
        self._ticker = Ticker(5.0, self._round)

    def start(self):
        self._ticker.start()

    def _round(self):
        self.rounds += 1
        self._sink.write(f"round {self.rounds}\n")
