import logging
import threading

log = logging.getLogger(__name__)

STOP = object()


class QueueWorker(threading.Thread):
    """Runs handle() for every entry until STOP comes along."""

    def __init__(self, inbox, name):
        super().__init__(name=name)
        self.inbox = inbox
        self.failures = 0

    def handle(self, entry):
        raise NotImplementedError

    def run(self):
        while True:
            entry = self.inbox.get()
            if entry is STOP:
                self.inbox.task_done()
                break
            try:
                self.handle(entry)
            except Exception:
                self.failures += 1
                log.exception("%s could not handle %r", self.name, entry)
            finally:
                self.inbox.task_done()
