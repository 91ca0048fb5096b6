"""Exporter that lets one thread at a time talk to a licence server."""
from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore, RLock

seats = BoundedSemaphore(2)


class LicenceServer:
    def checkout(self, user: str) -> str:
        return f"licence-{user}"

    def checkin(self, licence: str) -> None:
        print("returned", licence)


class Exporter:
    def __init__(self, server: LicenceServer) -> None:
        self.server = server
        self.guard: RLock = threading.RLock()

    def export(self, user: str) -> str:
        seats.acquire(timeout=30)  # expect: ASF208
        try:
            licence = self.server.checkout(user)
            self.server.checkin(licence)
            return licence
        finally:
            seats.release()

    def audit(self, user: str) -> None:
        self.guard.acquire(blocking=False)  # expect: ASF208
        try:
            print("audit", user)
        finally:
            self.guard.release()


def main() -> None:
    exporter = Exporter(LicenceServer())
    with ThreadPoolExecutor(4) as pool:
        for licence in pool.map(exporter.export, ["ada", "bob", "eve"]):
            exporter.audit(licence)


if __name__ == "__main__":
    main()
