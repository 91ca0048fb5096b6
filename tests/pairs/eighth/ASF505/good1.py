"""Download manager with a background worker per host."""
from __future__ import annotations

import asyncio
import collections
import logging
import threading

log = logging.getLogger(__name__)


class Manager:
    def __init__(self, hosts: list[str]) -> None:
        self._lock = threading.Lock()
        self._hosts = hosts
        self._bytes = 0
        self._active: dict[str, int] = {}
        self._session: object | None = None
        self._finished: collections.deque[str] = collections.deque(maxlen=1000)
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []
        self._load_state()

    def _load_state(self) -> None:
        self._bytes = 0
        self._active["startup"] = 0

    def session(self) -> object:
        if self._session is None:
            with self._lock:
                if self._session is None:
                    self._session = object()
        return self._session

    def _add(self, host: str, size: int) -> None:
        self._bytes += size
        self._active[host] = self._active.get(host, 0) + size

    def _work(self, host: str) -> None:
        while not self._stop.wait(0.5):
            with self._lock:
                self._add(host, 1500)
                self._finished.append(host)
            self._finished.append(f"{host} again")
            log.debug("%s %r", host, self.session())

    def start(self) -> None:
        for host in self._hosts:
            thread = threading.Thread(target=self._work, args=(host,))
            self._threads.append(thread)
            thread.start()

    def progress(self) -> int:
        return self._bytes

    def drop(self, host: str) -> int:
        with self._lock:
            size = self._active.pop(host, 0)
            self._bytes -= size
        return size

    def finish(self) -> dict[str, int]:
        self._stop.set()
        for thread in self._threads:
            thread.join()
        return dict(self._active)


class Slots:
    def __init__(self, count: int) -> None:
        self._slots = asyncio.Semaphore(count)
        self._lock = asyncio.Lock()
        self.used = 0
        self.name = "slots"

    async def run(self, job) -> None:
        async with self._slots:
            self.used += 1
            try:
                await job()
            finally:
                self.used -= 1

    def reset(self) -> None:
        self.used = 0

    async def rename(self, name: str) -> None:
        async with self._lock:
            await asyncio.sleep(0.1)
            self.name = name

    def describe(self) -> str:
        return f"{self.name}: {self.used} in use"


def main() -> None:
    manager = Manager(["a.example", "b.example"])
    manager.start()
    print(manager.progress())
    print(manager.drop("a.example"))
    print(manager.finish())


if __name__ == "__main__":
    main()
