"""Singletons, caches and clean-up that several threads run at once."""
import threading
from concurrent.futures import ThreadPoolExecutor


class Config:
    _instance = None
    _lock = threading.Lock()

    @classmethod
    def get(cls) -> "Config":
        if cls._instance is None:
            with cls._lock:
                cls._instance = cls()  # expect: ASF504
        return cls._instance


class Registry:
    def __init__(self) -> None:
        self.clients: dict[str, object] = {}
        self.driver = None

    def client(self, host: str) -> object:
        if host not in self.clients:
            self.clients[host] = object()  # expect: ASF504
        return self.clients[host]

    def get_driver(self) -> object:
        if self.driver is None:
            self.driver = object()  # expect: ASF504
        return self.driver

    def drop(self, host: str) -> None:
        if host in self.clients:
            del self.clients[host]  # expect: ASF504

    def job(self, host: str) -> None:
        Config.get()
        self.get_driver()
        self.client(host)
        self.drop(host)

    def run(self, hosts: list[str]) -> None:
        with ThreadPoolExecutor() as pool:
            for host in hosts:
                pool.submit(self.job, host).add_done_callback(print)
