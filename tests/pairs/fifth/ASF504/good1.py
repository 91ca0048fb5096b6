"""Double-checked with the second look, atomic calls, and code of one thread."""
import threading
from concurrent.futures import ThreadPoolExecutor


class Config:
    _instance = None
    _lock = threading.Lock()

    @classmethod
    def get(cls) -> "Config":
        if cls._instance is None:
            with cls._lock:
                if cls._instance is None:
                    cls._instance = cls()
        return cls._instance


class Registry:
    def __init__(self) -> None:
        self.clients: dict[str, object] = {}
        self.others: dict[str, object] = {}
        self._lock = threading.Lock()
        self.locals = threading.local()

    def client(self, host: str) -> object:
        with self._lock:
            if host not in self.clients:
                self.clients[host] = object()
            return self.clients[host]

    def fast(self, host: str) -> object:
        return self.others.setdefault(host, object())

    def drop(self, host: str) -> None:
        self.others.pop(host, None)

    def mine(self) -> object:
        if getattr(self.locals, "session", None) is None:
            self.locals.session = object()
        return self.locals.session

    def job(self, host: str) -> None:
        Config.get()
        self.client(host)
        self.mine()
        seen: dict[str, int] = {}
        if host not in seen:
            seen[host] = 1

    def run(self, hosts: list[str]) -> None:
        with ThreadPoolExecutor() as pool:
            list(pool.map(self.job, hosts))


class Lazy:
    """Nobody runs this on threads."""

    def __init__(self) -> None:
        self.value = None

    def get(self) -> object:
        if self.value is None:
            self.value = object()
        return self.value
