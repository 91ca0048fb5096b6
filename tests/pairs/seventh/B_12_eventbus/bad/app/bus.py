import threading

from app import routes
from app.base import Component


class Bus(Component):
    def __init__(self, name, sink):
        super().__init__(name)
        self._sink = sink
        self._pending = []
        self._flush_lock = threading.Lock()

    def register(self, topic, handler):
        with self._lock:
            routes._table[topic] = handler  # expect: ASF211

    def post(self, topic, event):
        with self._lock:
            self._pending.append((topic, event))

    def pending(self):
        with self._lock:
            for item in self._pending:
                yield item  # expect: ASF207

    def _take(self):
        with self._lock:
            batch, self._pending = self._pending, []
        return batch

    def flush(self):
        if not self._flush_lock.locked():  # expect: ASF209
            with self._flush_lock:
                for topic, event in self._take():
                    handler = routes.lookup(topic)
                    if handler is not None:
                        handler(event)
        self._sink.flushed(self.name)
