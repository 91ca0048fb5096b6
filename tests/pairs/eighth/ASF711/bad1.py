"""Print server start-up: discovery, spool cleaner, watchdog."""
from __future__ import annotations

import logging
import multiprocessing
import threading
import time
from threading import Timer

log = logging.getLogger("printserver")


class Watchdog(threading.Thread):
    def __init__(self, period: float) -> None:
        super().__init__(daemon=True)
        self.period = period
        self.stopped = threading.Event()

    def run(self) -> None:
        while not self.stopped.wait(self.period):
            log.debug("watchdog: all well")


def discover(network: str) -> None:
    log.info("looking for printers in %s", network)
    time.sleep(0.5)


def clean(folder: str) -> None:
    log.info("cleaning %s", folder)


class Server:
    def __init__(self, networks: list[str], spool: str) -> None:
        self.networks = networks
        self.spool = spool
        self.watchdog = Watchdog(10)

    def start(self) -> None:
        self.watchdog.run()  # expect: ASF711
        self.discover()

    def discover(self) -> None:
        finders = [threading.Thread(target=discover, args=(n,)) for n in self.networks]  # expect: ASF711
        log.info("%d networks", len(finders))

    def clean_later(self, seconds: float) -> None:
        timer = Timer(seconds, clean, args=(self.spool,))  # expect: ASF711
        timer.daemon = True
        timer.name = "spool-cleaner"

    def clean_now(self) -> None:
        cleaner = multiprocessing.Process(target=clean, args=(self.spool,))
        begin = cleaner.run
        begin()  # expect: ASF711
        log.info("cleaned")

    def stop(self) -> None:
        self.watchdog.stopped.set()


def warm_up(names: list[str]) -> None:
    for name in names:
        match name.partition(":"):
            case ("net", _, network):
                threading.Thread(target=discover, args=(network,))  # expect: ASF711
            case ("dir", _, folder):
                clean(folder)
            case _:
                log.warning("unknown: %s", name)


def main() -> None:
    server = Server(["10.0.0.0/24"], "/var/spool/labels")
    try:
        server.start()
    finally:
        server.stop()


if __name__ == "__main__":
    main()
