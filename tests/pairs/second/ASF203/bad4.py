import threading
from typing import Any, Optional


class BoundedBuffer:
    def __init__(self, size: int) -> None:
        self._size = size
        self._mutex = threading.Lock()
        self._not_empty = threading.Condition(self._mutex)
        self._items: list[Any] = []

    def _compact(self) -> None:
        with self._mutex:
            self._items[:] = [item for item in self._items if item is not None]

    def put(self, item: Any) -> None:
        with self._not_empty:
            if len(self._items) >= self._size:
                self._compact()  # expect: ASF203
            self._items.append(item)
            self._not_empty.notify()

    def get(self, timeout: Optional[float] = None) -> Any:
        with self._not_empty:
            while not self._items:
                if not self._not_empty.wait(timeout):
                    raise TimeoutError
            return self._items.pop(0)
