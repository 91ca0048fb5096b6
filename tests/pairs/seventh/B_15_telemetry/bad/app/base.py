import threading


class Buffered:
    limit = 500

    def __init__(self):
        self._lock = threading.Lock()
        self._rows = []
        self._dropped = 0

    def add(self, row):
        with self._lock:
            if len(self._rows) >= self.limit:
                self._dropped += 1
            else:
                self._rows.append(row)

    def flush(self):
        with self._lock:
            rows, self._rows = self._rows, []
        return rows
