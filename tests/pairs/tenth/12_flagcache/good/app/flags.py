import logging
import threading

from app.layered import LayeredStore as Store

log = logging.getLogger(__name__)


class Flags(Store):
    def register(self):
        with self._class_lock:
            self._instances[self.name] = self

    def all(self):
        with self._lock:
            return dict(self._data)

    def load(self, pairs):
        for key, value in pairs:
            self.put(key, value)
        log.info("%s: flags loaded", self.name)

    def reset(self):
        with self._lock:
            stale = self._data
            self._data = {}
        return stale

    def enabled(self, key):
        return bool(self.get(key))
