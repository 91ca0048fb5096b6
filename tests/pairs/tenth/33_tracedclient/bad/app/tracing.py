import time
from contextlib import contextmanager


class Tracer:
    def __init__(self, sink):
        self.sink = sink

    @contextmanager
    def span(self, name):
        begin = time.monotonic()
        try:
            yield self
        finally:
            self.sink.append((name, time.monotonic() - begin))
