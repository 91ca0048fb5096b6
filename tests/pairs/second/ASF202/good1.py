import threading


class Modbus:
    def __init__(self, wire) -> None:
        self._wire = wire
        self._lock = threading.Lock()

    def request(self, frame: bytes, timeout: float = 2.0) -> bytes:
        if not self._lock.acquire(timeout=timeout):
            raise TimeoutError("bus busy")
        try:
            self._wire.write(frame)
            return self._wire.read(8)
        finally:
            self._lock.release()

    def try_request(self, frame: bytes) -> bytes | None:
        got = self._lock.acquire(blocking=False)
        if got:
            try:
                self._wire.write(frame)
                return self._wire.read(8)
            finally:
                self._lock.release()
        return None
