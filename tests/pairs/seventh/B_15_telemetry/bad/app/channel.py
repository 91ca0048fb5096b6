from app.base import Buffered
from app.registry import forget, register


class Channel(Buffered):
    def __init__(self, name, transport):
        super().__init__()
        self.name = name
        self.transport = transport
        register(name, self.limit)

    def send(self):
        rows = self.flush()
        if rows:
            self.transport.post(self.name, rows)

    def clear_dropped(self):
        dropped = self._dropped
        self._dropped = 0  # expect: ASF505
        return dropped

    def __del__(self):
        forget(self.name)  # expect: ASF213
