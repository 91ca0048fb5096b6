import threading


class Session:
    def __init__(self, wire) -> None:
        self._wire = wire
        self._lock = threading.Lock()
        self._open = False

    def _slow_handshake(self) -> None:
        self._lock.release()
        try:
            self._wire.handshake()
        finally:
            self._lock.acquire()

    def open(self) -> None:
        with self._lock:
            if not self._open:
                self._open = True
                self._slow_handshake()

    def begin(self) -> "Session":
        self._lock.acquire()
        try:
            self._wire.write(b"BEGIN")
        except BaseException:
            self._lock.release()
            raise
        return self

    def commit(self) -> None:
        try:
            self._wire.write(b"COMMIT")
        finally:
            self._lock.release()
