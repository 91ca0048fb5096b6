import queue
import threading
import time


class Stats:
    def __init__(self):
        self.last_seen = {}

    def seen(self, host):
        self.last_seen[host] = time.time()

    def stale(self, age):
        limit = time.time() - age
        return [host for host, when in self.last_seen.items() if when < limit]  # expect: ASF810


class Frontier:
    """Host names waiting to be probed; several probers share it."""

    def __init__(self, probe, stats):
        self.pending = queue.Queue()
        self.probe = probe
        self.stats = stats

    def add(self, host):
        self.pending.put(host)

    def _prober(self):
        while not self.pending.empty():
            host = self.pending.get()  # expect: ASF606
            self.probe(host)
            self.stats.seen(host)

    def start(self, n):
        threads = [threading.Thread(target=self._prober) for _ in range(n)]
        for thread in threads:
            thread.start()
        return threads
