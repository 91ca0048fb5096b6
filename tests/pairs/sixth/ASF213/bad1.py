import signal
import threading
import weakref


class Metrics:
    """Counters written by the request threads, dumped on SIGUSR1."""

    def __init__(self):
        self._lock = threading.Lock()
        self._values = {}

    def add(self, name, amount=1):
        with self._lock:
            self._values[name] = self._values.get(name, 0) + amount

    def dump(self, signum, frame):
        with self._lock:  # expect: ASF213
            for name, value in sorted(self._values.items()):
                print(name, value)

    def install(self):
        signal.signal(signal.SIGUSR1, self.dump)


class Buffers:
    def __init__(self):
        self.lock = threading.Lock()
        self.free = []

    def take(self):
        with self.lock:
            return self.free.pop() if self.free else Buffer(self)

    def give(self, data):
        with self.lock:
            self.free.append(data)


class Buffer:
    lock = threading.Lock()
    alive = 0

    def __init__(self, pool):
        self.pool = weakref.ref(pool)
        with Buffer.lock:
            Buffer.alive += 1

    def __del__(self):
        with Buffer.lock:  # expect: ASF213
            Buffer.alive -= 1
