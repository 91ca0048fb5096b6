import json
import logging

from .base import Stage

log = logging.getLogger(__name__)


def parse(line):
    line = line.strip()
    if not line or line.startswith("#"):
        return None
    doc = json.loads(line)
    return doc["sensor"], float(doc["value"])


class ParseStage(Stage):
    def __init__(self, inbox, outbox):
        super().__init__(inbox, "parse")
        self.outbox = outbox

    def loop(self):
        while True:
            line = self.inbox.get()  # expect: ASF605
            reading = parse(line)
            if reading is None:
                continue
            self.outbox.put(reading)
            self.inbox.task_done()


class StoreStage(Stage):
    def __init__(self, inbox, board):
        super().__init__(inbox, "store")
        self.board = board

    def loop(self):
        while True:
            sensor, value = self.inbox.get()
            self.board.record(sensor, value)
            self.inbox.task_done()
