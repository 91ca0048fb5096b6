import threading
from typing import AsyncIterable

_WRITE_LOCK = threading.Lock()


class Journal:
    def __init__(self, sink) -> None:
        self._sink = sink

    async def append_all(self, events: AsyncIterable[bytes]) -> int:
        written = 0
        _WRITE_LOCK.acquire()  # expect: ASF201
        try:
            async for event in events:
                if not event:
                    continue
                self._sink.write(event)
                written += 1
        finally:
            _WRITE_LOCK.release()
        return written

    def append(self, event: bytes) -> None:
        with _WRITE_LOCK:
            self._sink.write(event)
