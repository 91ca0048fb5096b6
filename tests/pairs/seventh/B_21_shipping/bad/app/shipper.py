import threading


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
        rows, self._buffer.rows = self._buffer.rows, []  # expect: ASF505
        return rows

    def ship(self, force=False):
        if not force:
            self._sending.acquire()
        try:
            rows = self._take()
            if rows:
                self._post("\n".join(rows))
            return len(rows)
        finally:
            self._sending.release()  # expect: ASF216

    def stop(self):
        self._quit.set()
        self.join()
        self.ship(force=True)
