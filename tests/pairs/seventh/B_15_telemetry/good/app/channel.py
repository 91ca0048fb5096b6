import warnings

from app.base import Buffered
from app.registry import forget, register


class Channel(Buffered):
    def __init__(self, name, transport):
        super().__init__()
        self.name = name
        self.transport = transport
        self.closed = False
        register(name, self.limit)

    def send(self):
        rows = self.flush()
        if rows:
            self.transport.post(self.name, rows)

    def clear_dropped(self):
        with self._lock:
            dropped, self._dropped = self._dropped, 0
        return dropped

    def close(self):
        self.closed = True
        self.send()
        forget(self.name)

    def __del__(self):
        if not getattr(self, "closed", True):
            warnings.warn(f"channel {self.name} was not closed", ResourceWarning)
