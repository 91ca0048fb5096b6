import contextlib
import threading
from typing import Iterator


class Handler:
    def __init__(self, sink, name: str) -> None:
        self._sink = sink
        self._name = name
        self._lock = threading.Lock()

    @contextlib.contextmanager
    def _protected(self) -> Iterator[None]:
        if self._sink is None:
            raise RuntimeError(f"{self._name} has no sink")
        with self._lock:
            yield

    def emit(self, record: str) -> None:
        with self._protected():
            self._sink.write(f"{self._name}: {record}")

    async def complete(self) -> None:
        with self._protected():  # expect: ASF201
            await self._sink.complete()
