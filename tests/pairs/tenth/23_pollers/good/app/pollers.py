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
        self.seen = []
        self.start()

    def poll(self):
        part = self.reader.next_part()
        self.stock.bump(part)
        self.seen.append(part)

    def prepare(self):
        log.info("%s ready", self.name)

    def _dump(self, number, frame):
        self.seen_at_signal = len(self.seen)


class DoorPoller(PollerThread):
    def __init__(self, door):
        super().__init__("door")
        self.door = door
        self.listeners = []

    def poll(self):
        for listener in tuple(self.listeners):
            listener(self.door.state())

    def subscribe(self, listener):
        self.listeners.append(listener)


def stock_report(stock: Inventory):
    with stock.lock:
        rows = sorted(stock.parts.items())
    return [f"{part}: {count}" for part, count in rows]


def main(reader, door):
    stock = Inventory()
    parts = PartPoller(reader, stock)
    doors = DoorPoller(door)
    doors.start()
    on_signal(SIGUSR1, parts._dump)
    try:
        while reader.open():
            parts.halted.wait(5)
            for row in stock_report(stock):
                log.info("%s", row)
    finally:
        parts.halt()
        doors.halt()
