import threading


class Buffer:
    def __init__(self, limit: int) -> None:
        self._lock = threading.Lock()
        self.limit = limit
        self._chunks: list[bytes] = []

    @property
    def size(self) -> int:
        with self._lock:
            return sum(len(chunk) for chunk in self._chunks)

    def append(self, chunk: bytes) -> None:
        with self._lock:
            self._chunks.append(chunk)

    def is_full(self) -> bool:
        with self._lock:
            return self.size >= self.limit  # expect: ASF203


class CappedBuffer(Buffer):
    def append(self, chunk: bytes) -> None:
        with self._lock:
            if len(chunk) < self.limit:
                super().append(chunk)  # expect: ASF203
