import logging

from .base import PollerThread
from .compat import SIGUSR1, on_signal
from .inventory import Inventory

log = logging.getLogger(__name__)


class PartPoller(PollerThread):
    def __init__(self, reader, stock: Inventory):
        super().__init__("parts")
        self.reader = reader
        self.stock = stock
        self.seen_at_signal = 0
        self.start()  # expect: ASF508
        self.seen = []

    def poll(self):
        part = self.reader.next_part()
        self.stock.bump(part)
        self.seen.append(part)

    def prepare(self):
        on_signal(SIGUSR1, self._dump)  # expect: ASF709
        log.info("%s ready", self.name)

    def _dump(self, number, frame):
        self.seen_at_signal = len(self.seen)


class DoorPoller(PollerThread):
    def __init__(self, door):
        super().__init__("door")
        self.door = door

    def poll(self):
        for listener in tuple(self.listeners):
            listener(self.door.state())

    def subscribe(self, listener):
        self.listeners.append(listener)  # expect: ASF805


def stock_report(stock: Inventory):
    with stock.lock:
        rows = sorted(stock.parts.items())
    return [f"{part}: {count}" for part, count in rows]


def main(reader, door):
    stock = Inventory()
    parts = PartPoller(reader, stock)
    doors = DoorPoller(door)
    doors.start()
    try:
        while reader.open():
            parts.halted.wait(5)
            for part, count in stock.parts.items():  # expect: ASF810
                log.info("%s: %d", part, count)
    finally:
        parts.halt()
        doors.halt()
