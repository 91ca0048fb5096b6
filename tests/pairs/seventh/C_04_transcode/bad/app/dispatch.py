import logging
import queue
import threading

log = logging.getLogger(__name__)


class Lane:
    """A named lane: one thread that runs the jobs it was given in order."""

    def __init__(self, name, inbox=queue.Queue()):  # expect: ASF804
        self.name = name
        self.inbox = inbox
        self.thread = threading.Thread(target=self._loop, name=name)

    def start(self):
        self.thread.start()

    def add(self, job):
        self.inbox.put(job)

    def close(self):
        self.inbox.put(None)
        self.thread.join()

    def _loop(self):
        while True:  # expect: ASF613
            try:
                job = self.inbox.get_nowait()
            except queue.Empty:
                continue
            if job is None:
                break
            job.run()
            log.info("%s: %s -> %s", self.name, job.source, job.status)


def discard(inbox):
    dropped = 0
    while True:
        try:
            inbox.get_nowait()
        except queue.Empty:
            return dropped
        dropped += 1
