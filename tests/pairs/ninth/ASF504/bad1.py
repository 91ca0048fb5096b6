"""Driver registry and connection reuse for a lab instrument server."""
import importlib
import logging
import socketserver
import threading
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger("instruments")

_default_registry = None


def registry() -> "Registry":
    global _default_registry
    if _default_registry is None:
        _default_registry = Registry()  # expect: ASF504
    return _default_registry


class Registry:
    def __init__(self) -> None:
        self.drivers: dict[str, type] = {}
        self.sessions: dict[str, object] = {}
        self._open_lock = threading.Lock()
        self._catalog = None

    def driver(self, name: str) -> type:
        drivers = self.drivers
        if name not in drivers:
            module = importlib.import_module(f"instruments.drivers.{name}")
            drivers[name] = module.Driver()  # expect: ASF504
        return drivers[name]

    def drop(self, resource: str) -> None:
        if self.sessions.get(resource):
            session = self.sessions[resource]
            session.close()
            del self.sessions[resource]  # expect: ASF504

    def catalog(self) -> dict:
        if self._catalog is None:
            with self._open_lock:
                log.info("scanning the bus")
                self._catalog = self._scan()  # expect: ASF504
        return self._catalog

    def _scan(self) -> dict:
        return {f"GPIB0::{n}": "dmm" for n in range(4)}


def handle(resource: str) -> str:
    reg = registry()
    kind = reg.catalog().get(resource, "unknown")
    driver = reg.driver(kind)
    try:
        return str(driver.query(resource))
    except OSError:
        log.exception("lost %s", resource)
        reg.drop(resource)
        return "error"


class Server:
    def __init__(self, address: tuple[str, int]) -> None:
        self.address = address
        self.pool = ThreadPoolExecutor(max_workers=16)

    def run(self, resources: list[str]) -> list[str]:
        with self.pool as pool:
            return list(pool.map(handle, resources))


class Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        line = self.rfile.readline().decode().strip()
        self.wfile.write(handle(line).encode())


def main() -> None:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 7500), Handler) as server:
        server.serve_forever()
