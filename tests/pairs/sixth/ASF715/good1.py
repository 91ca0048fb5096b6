import itertools
import math
import queue
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property


class Mesh:
    def __init__(self, points):
        self.points = points
        count = len(points)
        self.centre = tuple(sum(axis) / count for axis in zip(*points))

    @cached_property
    def label(self):
        return f"mesh of {len(self.points)}"

    def distance(self, point):
        return math.dist(self.centre, point)

    def distances(self):
        with ThreadPoolExecutor() as pool:
            return list(pool.map(self.distance, self.points))


class Dispatcher:
    def __init__(self, servers, send):
        self._lock = threading.Lock()
        self._servers = itertools.cycle(servers)
        self._send = send
        self._log = queue.SimpleQueue()

    def _pick(self):
        with self._lock:
            return next(self._servers)

    def _work(self, messages):
        serial = itertools.count(1)
        for message in messages:
            self._send(self._pick(), next(serial), message)
            self._log.put(message)

    def run(self, batches):
        with ThreadPoolExecutor() as pool:
            list(pool.map(self._work, batches))


class Single:
    def __init__(self):
        self._ids = itertools.count()

    def next_id(self):
        return next(self._ids)
