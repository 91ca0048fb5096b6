import logging
import queue
import threading

log = logging.getLogger(__name__)


class Collector(threading.Thread):
    def __init__(self, interval=10):
        super().__init__(name="collector", daemon=True)
        self.interval = interval
        self.inbox = queue.Queue()
        self.totals = {}

    def run(self):
        while True:
            item = self.inbox.get()
            if item is None:
                break
            key, value = item
            log.debug("%s=%s", key, value)

    def note(self, key, value=1):
        self.inbox.put((key, value))

    def close(self):
        self.inbox.put(None)
