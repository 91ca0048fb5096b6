"""What a base class of another module keeps from being pickled."""

from __future__ import annotations

from runs import check

BASES = """
# file: pkg/__init__.py
# file: pkg/bases.py
import threading
class Sink:
    def __init__(self, path):
        self.sink = open(path, "a")
class Locked:
    def __init__(self):
        self.lock = threading.Lock()
class Careful(Sink):
    def __getstate__(self):
        return {}
class Late:
    def __init__(self):
        self.sink = None
    def open(self, path):
        self.sink = open(path, "a")
"""

PROJECT = f"""{BASES}
# file: pkg/stages.py
from concurrent.futures import ProcessPoolExecutor
from pkg.bases import Careful, Late, Locked, Sink
class ToSink(Sink):
    def one(self, row):
        return row
    def run(self):
        with ProcessPoolExecutor() as pool:
            return pool.submit(self.one, 1).result()  # expect: ASF707
class WithLock(Locked):
    def one(self, row):
        return row
    def run(self):
        with ProcessPoolExecutor() as pool:
            return pool.submit(self.one, 1).result()  # expect: ASF707
class SaysHow(Careful):
    def one(self, row):
        return row
    def run(self):
        with ProcessPoolExecutor() as pool:
            return pool.submit(self.one, 1).result()
class NotYet(Late):
    def one(self, row):
        return row
    def run(self):
        with ProcessPoolExecutor() as pool:
            return pool.submit(self.one, 1).result()
"""


def test_objects_with_parts_of_other_modules(tmp_path) -> None:
    check(tmp_path, PROJECT)
