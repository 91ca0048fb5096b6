import asyncio
import logging
import signal
import threading
import weakref

log = logging.getLogger(__name__)


class Stats:
    def __init__(self):
        self._lock = threading.Lock()
        self._rlock = threading.RLock()
        self._values = {}
        self.wanted = threading.Event()

    def add(self, name):
        with self._lock:
            self._values[name] = self._values.get(name, 0) + 1

    def dump(self):
        with self._lock:
            print(sorted(self._values))

    def on_signal(self, signum, frame):
        self.wanted.set()

    def install(self, loop):
        signal.signal(signal.SIGUSR1, self.on_signal)
        loop.add_signal_handler(signal.SIGUSR2, self.dump)


class Handle:
    lock = threading.RLock()
    alive = set()

    def __init__(self, name):
        self.name = name
        with Handle.lock:
            Handle.alive.add(name)

    def __del__(self):
        with Handle.lock:
            Handle.alive.discard(self.name)


class Pool:
    def __init__(self):
        self.lock = threading.Lock()
        self.dead = []

    def track(self, thing):
        weakref.finalize(thing, self._gone, id(thing))

    def _gone(self, key):
        if self.lock.acquire(blocking=False):
            try:
                self.dead.append(key)
            finally:
                self.lock.release()

    def close(self):
        with self.lock:
            self.dead.clear()


class Ring(logging.Handler):
    def __init__(self):
        super().__init__()
        self.ring_lock = threading.Lock()
        self.records = []

    def emit(self, record):
        with self.ring_lock:
            self.records.append(record)
