import threading
from typing import Callable


class ChannelTable:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._channels: dict[str, Callable[[], None]] = {}

    def open_channel(self, name: str, closer: Callable[[], None]) -> None:
        with self._lock:
            self._channels[name] = closer

    def close_channel(self, name: str) -> None:
        with self._lock:
            closer = self._channels.pop(name)
        closer()


class Measurements(ChannelTable):
    def __init__(self, sink) -> None:
        super().__init__()
        self._sink = sink

    def close(self) -> None:
        with self._lock:
            for name in list(self._channels):
                self._sink.flush(name)
                self.close_channel(name)  # expect: ASF203
