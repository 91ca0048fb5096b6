"""Event recorder of an alarm system."""
import logging
import queue
import threading
from types import MappingProxyType

log = logging.getLogger("alarm")


class Recorder:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._events: list[str] = []
        self._zones: dict[str, str] = {}
        self._armed: tuple[str, ...] = ()
        self._feeds: dict[str, queue.Queue] = {}
        self._rules: dict[str, int] = {}

    def record(self, event: str) -> None:
        with self._lock:
            self._events.append(event)

    def take(self) -> list[str]:
        with self._lock:
            events, self._events = self._events, []
            return events

    def take_all(self) -> list[str]:
        with self._lock:
            events = self._events
            self._events = []
        return events

    def recent(self, n: int = 10) -> list[str]:
        with self._lock:
            return self._events[-n:]

    def set_zone(self, zone: str, state: str) -> None:
        with self._lock:
            self._zones[zone] = state

    def zone(self, name: str) -> str | None:
        with self._lock:
            return self._zones.get(name)

    def zones(self) -> dict[str, str]:
        with self._lock:
            return dict(self._zones)

    def arm(self, *zones: str) -> None:
        with self._lock:
            self._armed = zones

    def armed(self) -> tuple[str, ...]:
        with self._lock:
            return self._armed

    def feed(self, name: str) -> queue.Queue:
        with self._lock:
            if name not in self._feeds:
                self._feeds[name] = queue.Queue(maxsize=10)
            return self._feeds[name]

    def load_rules(self, rules: dict[str, int]) -> None:
        """A new table replaces the old one, which nobody changes any more."""
        with self._lock:
            self._rules = dict(rules)

    def rules(self) -> MappingProxyType:
        with self._lock:
            return MappingProxyType(self._rules)

    def oldest(self) -> str | None:
        with self._lock:
            return self._events[0] if self._events else None

    def log_all(self) -> None:
        with self._lock:
            events = self._events
            for event in events:
                log.info(event)
