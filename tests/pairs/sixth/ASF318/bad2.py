import logging
import socket
import threading
from threading import Thread as Worker

log = logging.getLogger("announcer")


def announce(address: tuple[str, int], stop: threading.Event) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        while not stop.wait(10):
            sock.sendto(b"here", address)


STOP = threading.Event()
ANNOUNCER = Worker(target=announce, args=(("239.0.0.1", 9999), STOP), daemon=True)
ANNOUNCER.start()  # expect: ASF318


class Beacon:
    def __init__(self, host: str, port: int) -> None:
        self.address = (host, port)
        self.stop = threading.Event()
        self._launch()

    def _launch(self) -> None:
        log.info("beacon for %s:%d", *self.address)


class NamedBeacon(Beacon):
    def __init__(self, name: str, host: str, port: int) -> None:
        super().__init__(host, port)
        worker = Worker(target=announce, args=(self.address, self.stop), name=name)
        worker.start()  # expect: ASF318
        self.worker = worker
        self.name = name
        self.labels = {"beacon": name}

    def close(self) -> None:
        self.stop.set()
        self.worker.join()
