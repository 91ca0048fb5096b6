import contextlib
import time

TIMINGS = {}


@contextlib.contextmanager
def measured(name):
    began = time.monotonic()
    try:
        yield
    finally:
        TIMINGS.setdefault(name, []).append(time.monotonic() - began)


def average(name):
    rows = TIMINGS.get(name) or [0.0]
    return sum(rows) / len(rows)
