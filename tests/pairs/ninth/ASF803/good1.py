"""Thread-safe statistics of a DNS cache."""
import copy
import logging
import threading
from types import MappingProxyType

log = logging.getLogger("dnscache")


class Cache:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._records: dict[str, tuple[str, ...]] = {}
        self._queries: list[str] = []
        self._hits: dict[str, int] = {}
        self._zones: dict[str, list[str]] = {}
        self._servers: tuple[str, ...] = ()
        self._last: str | None = None

    def store(self, name: str, addresses: tuple[str, ...]) -> None:
        with self._lock:
            self._records[name] = addresses
            self._hits[name] = self._hits.get(name, 0) + 1
            self._queries.append(name)
            self._zones.setdefault(name.rpartition(".")[2], []).append(name)
            self._last = name

    def configure(self, servers: list[str]) -> None:
        with self._lock:
            self._servers = tuple(servers)

    def records(self) -> dict[str, tuple[str, ...]]:
        with self._lock:
            return dict(self._records)

    def lookup(self, name: str) -> tuple[str, ...] | None:
        with self._lock:
            return self._records.get(name)

    def drain(self) -> list[str]:
        with self._lock:
            queries, self._queries = self._queries, []
            return queries

    def zones(self) -> dict[str, list[str]]:
        with self._lock:
            return copy.deepcopy(self._zones)

    def servers(self) -> tuple[str, ...]:
        with self._lock:
            return self._servers

    def zone(self, zone: str) -> list[str]:
        with self._lock:
            return self._zones.pop(zone, [])

    def hits(self) -> MappingProxyType:
        with self._lock:
            return MappingProxyType(self._hits.copy())

    def hottest(self) -> list[str]:
        with self._lock:
            ranking = sorted(self._hits, key=self._hits.__getitem__, reverse=True)
        log.debug("hottest: %r", ranking[:3])
        return ranking

    def last(self) -> str | None:
        with self._lock:
            return self._last
