"""Background readers of a home automation hub."""
import logging
import threading

log = logging.getLogger("hub")


class Sensor:
    def __init__(self, bus, address: int) -> None:
        self.bus = bus
        self.address = address
        self.value = 0.0
        self.samples: list[float] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self._thread.start()

    def _sample(self) -> None:
        while not self._stop.wait(1.0):
            self.value = self.bus.read(self.address)
            self.samples.append(self.value)

    def close(self) -> None:
        self._stop.set()
        self._thread.join()


class Actuator:
    def __init__(self, bus) -> None:
        self.bus = bus
        self._thread: threading.Thread | None = None
        self._wake = threading.Event()
        self.moves = 0

    def start(self) -> None:
        self._wake.clear()
        self._thread = threading.Thread(target=self._drive, daemon=True)
        self._thread.start()

    def poke(self) -> None:
        self._wake.set()

    def _drive(self) -> None:
        while self._wake.wait(timeout=60):
            self._wake.clear()
            self.moves = self.bus.move()


class Discovery(threading.Thread):
    def __init__(self, bus) -> None:
        super().__init__(daemon=True)
        self.bus = bus
        self.found: list[int] = []

    def run(self) -> None:
        for address in range(127):
            if self.bus.ping(address):
                self.found.append(address)


def discover(bus, limit: float) -> list[int]:
    scan = Discovery(bus)
    scan.start()
    label = f"scan of {bus}"
    scan.join(limit)
    log.info("%s: %d devices", label, len(scan.found))
    return list(scan.found)


def announce(bus, names: list[str]) -> None:
    gate = threading.Event()
    message: list[str] = []

    def speak() -> None:
        gate.wait()
        bus.broadcast(message)

    thread = threading.Thread(target=speak)
    thread.start()
    message.extend(names)
    gate.set()
    thread.join()
