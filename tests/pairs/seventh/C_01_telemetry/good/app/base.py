import logging
import threading

log = logging.getLogger(__name__)


class Stage:
    """One step of the pipeline; every step has a daemon thread of its own."""

    def __init__(self, inbox, name):
        self.inbox = inbox
        self.name = name
        self.thread = None
        self.handled = 0

    def start(self):
        self.thread = threading.Thread(target=self.loop, name=self.name, daemon=True)
        self.thread.start()

    def loop(self):
        raise NotImplementedError

    def drain(self):
        self.inbox.join()
        log.info("%s: drained", self.name)
