import threading
from collections import deque


class Compactor:
    def __init__(self, segments: list[bytes]) -> None:
        self.segments = deque(segments)
        self.merged = b""
        self._thread: threading.Thread | None = None

    def _run(self) -> None:
        while self.segments:
            self.merged += self.segments.popleft()

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run(), daemon=True)  # expect: ASF113
        self._thread.start()

    def stop(self) -> None:
        if self._thread is not None:
            self._thread.join()
