import queue
import threading
from typing import Any, Optional


class Exporter(threading.Thread):
    def __init__(self, outbox: "queue.Queue[Optional[dict]]", send) -> None:
        super().__init__(name="exporter", daemon=True)
        self._outbox = outbox
        self._send = send

    def run(self) -> None:
        while (item := self._outbox.get()) is not None:
            self._send(item)


class SpanProcessor:
    def __init__(self, send) -> None:
        self._outbox: "queue.Queue[Optional[dict]]" = queue.Queue(maxsize=512)
        self._worker = Exporter(self._outbox, send)

    def start(self) -> None:
        self._worker.start()

    async def on_end(self, span: dict[str, Any]) -> None:
        if span.get("sampled"):
            self._outbox.put(span)  # expect: ASF108

    async def aclose(self) -> None:
        self._outbox.put(None)  # expect: ASF108
        self._worker.join(timeout=2)  # expect: ASF108
