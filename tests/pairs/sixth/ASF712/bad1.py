import threading


class Saver:
    """Writes snapshots of a document while the user keeps typing."""

    def __init__(self, write):
        self._write = write
        self._lock = threading.Lock()
        self._saved = 0

    def _save(self, text):
        with self._lock:
            self._write(text)
            self._saved += 1

    def save(self, text):
        thread = threading.Thread(target=self._save, args=(text,))
        thread.start()  # expect: ASF712

    def saved(self):
        with self._lock:
            return self._saved

    def save_in(self, seconds, text):
        timer = threading.Timer(seconds, self._save, [text])
        timer.start()  # expect: ASF712
