import logging
import threading

from app.layered import LayeredStore as Store

log = logging.getLogger(__name__)


class Flags(Store):
    def register(self):
        with self._lock:
            self._instances[self.name] = self  # expect: ASF211

    def all(self):
        with self._lock:
            return self._data  # expect: ASF803

    def load(self, pairs):
        for key, value in pairs:
            self._data[key] = value  # expect: ASF505
        log.info("%s: flags loaded", self.name)

    def reset(self):
        self._lock = threading.Lock()  # expect: ASF210
        with self._lock:
            stale = self._data
            self._data = {}
        return stale

    def enabled(self, key):
        return bool(self.get(key))
