import threading
from typing import Callable


class Debouncer:
    def __init__(self, delay: float, emit: Callable[[list[str]], None]) -> None:
        self._delay = delay
        self._emit = emit
        self._lock = threading.Lock()
        self._batch: list[str] = []
        self._on_close: list[Callable[[], None]] = []

    def _flush(self) -> None:
        with self._lock:
            batch, self._batch = self._batch, []
        if batch:
            self._emit(batch)

    def add(self, item: str) -> None:
        with self._lock:
            self._batch.append(item)
            if len(self._batch) == 1:
                timer = threading.Timer(self._delay, self._flush)
                timer.daemon = True
                timer.start()

    def defer(self, item: str) -> None:
        with self._lock:

            def forget() -> None:
                with self._lock:
                    if item in self._batch:
                        self._batch.remove(item)

            self._on_close.append(forget)

    def close(self) -> None:
        with self._lock:
            callbacks = tuple(self._on_close)
        for callback in callbacks:
            callback()
