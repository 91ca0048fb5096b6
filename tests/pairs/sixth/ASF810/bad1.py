"""A cache whose old entries are removed by a thread."""
import threading
import time


class Cache:
    def __init__(self, lifetime):
        self._lifetime = lifetime
        self._entries = {}
        self._stop = threading.Event()
        self._sweeper = threading.Thread(target=self._sweep, daemon=True)

    def start(self):
        self._sweeper.start()

    def put(self, key, value):
        self._entries[key] = (time.monotonic(), value)

    def stop(self):
        self._stop.set()

    def _sweep(self):
        while not self._stop.wait(5):
            limit = time.monotonic() - self._lifetime
            old = []
            for key, (stamp, _) in self._entries.items():  # expect: ASF810
                if stamp < limit:
                    old.append(key)
            for key in old:
                self._entries.pop(key, None)
