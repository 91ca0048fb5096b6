import threading


class Component:
    def __init__(self, name):
        self.name = name
        self._lock = threading.Lock()
        self._log = []

    def note(self, text):
        with self._lock:
            self._log.append(text)
