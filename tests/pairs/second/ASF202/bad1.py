import json
import threading


class FileBacked:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._doc: dict = {}


class Preferences(FileBacked):
    def update(self, raw: str) -> None:
        self._lock.acquire()  # expect: ASF202
        self._doc.update(json.loads(raw))
        self._lock.release()

    def get(self, key: str, default: object = None) -> object:
        with self._lock:
            return self._doc.get(key, default)
