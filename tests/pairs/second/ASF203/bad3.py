import logging
import threading
from collections import deque

_LOGGER = logging.getLogger(__name__)


class Ring:
    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._lock = threading.Lock()
        self._items: deque[bytes] = deque()

    @property
    def used(self) -> int:
        with self._lock:
            return sum(map(len, self._items))

    def push(self, item: bytes) -> bool:
        with self._lock:
            if self.used + len(item) > self._capacity:  # expect: ASF203
                _LOGGER.warning("dropping %d bytes", len(item))
                return False
            self._items.append(item)
            return True
