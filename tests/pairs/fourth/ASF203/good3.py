"""Plug-in manager: try-acquire, branches and another thread, none of them a second blocking take."""
import threading

_lock = threading.Lock()
_events: list[str] = []


def record(text: str) -> None:
    with _lock:
        _events.append(text)


def flush(full: bool) -> int:
    if full:
        with _lock:
            count = len(_events)
            _events.clear()
    else:
        with _lock:
            count = 1 if _events else 0
    record(f"flushed {count}")
    return count


def snapshot() -> list[str]:
    _lock.acquire()
    try:
        copy = list(_events)
    finally:
        _lock.release()
    record("snapshot")
    return copy


def later(text: str) -> threading.Timer:
    with _lock:
        _events.append("scheduled")
        timer = threading.Timer(5.0, record, args=(text,))
    timer.start()
    return timer


class Node:
    def __init__(self, child: "Node | None" = None) -> None:
        self._lock = threading.Lock()
        self.child = child
        self.hits = 0

    def hit(self) -> int:
        with self._lock:
            self.hits += 1
        return self.child.hit() if self.child else 1
