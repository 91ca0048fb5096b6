import threading


class AuditTrail:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._dropped = 0
        self._lines: list[str] = []

    def note(self, line: str) -> bool:
        """Never waits: callable from code that holds the lock."""
        if not self._lock.acquire(blocking=False):
            return False
        try:
            self._lines.append(line)
        finally:
            self._lock.release()
        return True

    def rotate(self) -> bool:
        with self._lock:
            self._lines.clear()
            return self.note("rotated")

    def drop(self) -> bool:
        self._lock.acquire()
        try:
            self._dropped += 1
        finally:
            self._lock.release()
        return self.note("dropped")
