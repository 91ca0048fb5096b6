import queue
import threading
import time


class Stats:
    def __init__(self):
        self.last_seen = {}
        self._lock = threading.Lock()

    def seen(self, host):
        with self._lock:
            self.last_seen[host] = time.time()

    def stale(self, age):
        limit = time.time() - age
        with self._lock:
            rows = list(self.last_seen.items())
        return [host for host, when in rows if when < limit]


class Frontier:
    """Host names waiting to be probed; several probers share it."""

    def __init__(self, probe, stats):
        self.pending = queue.Queue()
        self.probe = probe
        self.stats = stats

    def add(self, host):
        self.pending.put(host)

    def _prober(self):
        while True:
            try:
                host = self.pending.get_nowait()
            except queue.Empty:
                return
            self.probe(host)
            self.stats.seen(host)

    def start(self, n):
        threads = [threading.Thread(target=self._prober) for _ in range(n)]
        for thread in threads:
            thread.start()
        return threads
