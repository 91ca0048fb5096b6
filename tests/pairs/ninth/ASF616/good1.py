"""Undo journal of a collaborative editor."""
import logging
import queue
import threading

log = logging.getLogger("journal")


class Journal:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stats_lock = threading.Lock()
        self._entries: queue.Queue = queue.Queue(maxsize=50)
        self._signals: queue.Queue = queue.Queue()
        self._dropped: queue.Queue = queue.Queue(maxsize=5)
        self._text = ""
        self._written = 0
        self._thread = threading.Thread(target=self._persist, daemon=True)
        self._thread.start()

    def edit(self, text: str) -> None:
        with self._lock:
            self._text = text
            entry = (len(text), text)
        self._entries.put(entry)

    def mark(self) -> None:
        with self._lock:
            self._signals.put("mark")

    def drop(self) -> None:
        with self._lock:
            try:
                self._dropped.put_nowait(self._text)
            except queue.Full:
                log.warning("undo list is full")

    def ordered(self, text: str) -> None:
        with self._stats_lock:
            self._entries.put((len(text), text))

    def flush_text(self) -> int:
        batch: queue.Queue = queue.Queue(maxsize=2)
        with self._lock:
            batch.put(self._text)
            self._text = ""
        return len(batch.get())

    def _persist(self) -> None:
        while True:
            entry = self._entries.get()
            with self._lock:
                self._written += 1
            log.debug("entry %r", entry)
