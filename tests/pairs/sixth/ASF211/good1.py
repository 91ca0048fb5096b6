import threading
from concurrent.futures import ThreadPoolExecutor

_registry_lock = threading.Lock()
_registry = {}


class Sensor:
    _count_lock = threading.Lock()
    _count = 0
    kinds = ("temp", "humidity")

    def __init__(self, name):
        self.name = name
        self.lock = threading.Lock()
        self.values = []
        self.kind = Sensor.kinds[0]

    def enrol(self):
        with self._count_lock:
            Sensor._count += 1
        with _registry_lock:
            _registry[self.name] = self

    def record(self, value):
        with self.lock:
            self.values.append(value)
            self.kind = self.kinds[len(self.values) % 2]

    def mean(self):
        with self.lock:
            return sum(self.values) / max(1, len(self.values))

    def both(self, value):
        with self.lock:
            self.values.append(value)
            with _registry_lock:
                _registry[self.name] = self

    @classmethod
    def reset(cls):
        with cls._count_lock:
            cls._count = 0


class Counter:
    total = 0

    def __init__(self):
        self._lock = threading.Lock()

    def add(self):
        with self._lock:
            self.total += 1


def run(sensor):
    sensor.enrol()
    sensor.record(3)
    sensor.both(4)


def main():
    sensors = [Sensor("a"), Sensor("b")]
    counter = Counter()
    with ThreadPoolExecutor() as pool:
        list(pool.map(run, sensors))
        for _ in range(3):
            pool.submit(counter.add).add_done_callback(print)
