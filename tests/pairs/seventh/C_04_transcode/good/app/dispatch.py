import logging
import queue
import threading

log = logging.getLogger(__name__)


class Lane:
    """A named lane: one thread that runs the jobs it was given in order."""

    def __init__(self, name, inbox=None):
        self.name = name
        self.inbox = inbox if inbox is not None else queue.Queue()
        self.thread = threading.Thread(target=self._loop, name=name)

    def start(self):
        self.thread.start()

    def add(self, job):
        self.inbox.put(job)

    def close(self):
        self.inbox.put(None)
        self.thread.join()

    def _loop(self):
        while True:
            try:
                job = self.inbox.get(timeout=5)
            except queue.Empty:
                log.debug("%s idle", self.name)
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
