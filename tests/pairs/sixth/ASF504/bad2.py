from __future__ import annotations

from concurrent import futures
from threading import Lock

_registry: Registry | None = None
_registry_lock = Lock()
PENDING: dict[str, int] = {}


class Registry:
    def __init__(self) -> None:
        self.names = [f"service-{n}" for n in range(1000)]

    def index(self, name: str) -> int:
        return self.names.index(name)


def registry() -> Registry:
    global _registry
    if _registry is None:
        with _registry_lock:
            _registry = Registry()  # expect: ASF504
    return _registry


def finish(name: str) -> int:
    position = registry().index(name)
    if name in PENDING:
        del PENDING[name]  # expect: ASF504
    return position


def finish_all(names: list[str]) -> list[int]:
    with futures.ThreadPoolExecutor(8) as pool:
        jobs = [pool.submit(finish, name) for name in names]
        return [job.result() for job in jobs]


if __name__ == "__main__":
    PENDING.update({"service-1": 1, "service-2": 2})
    print(finish_all(["service-1", "service-2", "service-1"]))
