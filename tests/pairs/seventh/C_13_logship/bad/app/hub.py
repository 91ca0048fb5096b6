import itertools
import queue
import time

from .shippers import Archiver, UdpShipper
from .worker import STOP


class Hub:
    def __init__(self, address, path):
        self.udp = queue.Queue()
        self.archive = queue.Queue()
        self.numbers = itertools.count(1)
        self.shipper = UdpShipper(self.udp, address)
        self.archiver = Archiver(self.archive, path)

    def start(self):
        self.shipper.start()
        self.archiver.start()

    def emit(self, level, text, **fields):
        entry = {"level": level, "text": text, "at": time.time(), **fields}
        self.udp.put(entry)
        entry["number"] = next(self.numbers)  # expect: ASF807
        self.archive.put(entry)

    def flush(self):
        self.udp.join()

    def close(self):
        self.flush()
        self.udp.put(STOP)
        self.archiver.close()
        self.shipper.join()
