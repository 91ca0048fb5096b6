import logging
import threading

log = logging.getLogger("ship")


class Buffer:
    by_name = {}

    def __init__(self, name, limit):
        self.name = name
        self.limit = limit
        self.lock = threading.Lock()
        self.rows = []

    def open(self):
        with self.lock:
            Buffer.by_name[self.name] = self  # expect: ASF211
        return self

    def trim(self):
        with self.lock:
            extra = len(self.rows) - self.limit
            if extra > 0:
                del self.rows[:extra]
                log.warning("buffer %s dropped %d rows", self.name, extra)
