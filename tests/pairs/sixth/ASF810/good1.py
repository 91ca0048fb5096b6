import queue
import threading
import time


class Cache:
    def __init__(self, lifetime):
        self._lifetime = lifetime
        self._lock = threading.Lock()
        self._entries = {}
        self._stop = threading.Event()
        self._sweeper = threading.Thread(target=self._sweep, daemon=True)

    def start(self):
        self._sweeper.start()

    def put(self, key, value):
        with self._lock:
            self._entries[key] = (time.monotonic(), value)

    def _sweep(self):
        while not self._stop.wait(5):
            limit = time.monotonic() - self._lifetime
            with self._lock:
                for key, (stamp, _) in list(self._entries.items()):
                    if stamp < limit:
                        del self._entries[key]

    def keys(self):
        with self._lock:
            keys = list(self._entries)
        for key in keys:
            yield key.upper()

    def longest(self):
        with self._lock:
            return max((len(key) for key in self._entries), default=0)

    def close(self):
        self._stop.set()


class Collector:
    def __init__(self, fetch):
        self._fetch = fetch
        self._pages = []

    def _collect(self, url):
        self._pages.append(self._fetch(url))

    def run(self, urls):
        threads = [threading.Thread(target=self._collect, args=(u,)) for u in urls]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return [page.title for page in self._pages]


class Router:
    """The routes are complete before the worker starts."""

    def __init__(self, routes):
        self._routes = dict(routes)
        self._inbox = queue.Queue()

    def work(self):
        for message in iter(self._inbox.get, None):
            for prefix, handler in self._routes.items():
                if message.startswith(prefix):
                    handler(message)
