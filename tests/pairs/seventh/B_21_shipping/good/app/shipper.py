import threading
from contextlib import nullcontext


class Shipper(threading.Thread):
    def __init__(self, buffer, post, every=5):
        super().__init__(daemon=True)
        self._buffer = buffer
        self._post = post
        self._every = every
        self._sending = threading.Lock()
        self._quit = threading.Event()

    def run(self):
        while not self._quit.wait(self._every):
            self._buffer.trim()
            self.ship()

    def _take(self):
        with self._buffer.lock:
            rows = self._buffer.rows
            self._buffer.rows = []
        return rows

    def ship(self, force=False):
        with nullcontext() if force else self._sending:
            rows = self._take()
            if rows:
                self._post("\n".join(rows))
            return len(rows)

    def stop(self):
        self._quit.set()
        self.join()
        self.ship(force=True)
