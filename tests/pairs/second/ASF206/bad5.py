import threading
from typing import Callable, Iterable


class Dispatcher:
    def __init__(self) -> None:
        self._handlers: list[Callable[[str], None]] = []
        self._count = 0

    def dispatch(self, events: Iterable[str]) -> None:
        for event in events:
            guard = threading.Lock()  # expect: ASF206
            with guard:
                for handler in tuple(self._handlers):
                    handler(event)

    def subscribe(self, handler: Callable[[str], None]) -> int:
        mutex = threading.Lock()  # expect: ASF206
        mutex.acquire()
        try:
            self._handlers.append(handler)
        finally:
            mutex.release()
        return len(self._handlers)
