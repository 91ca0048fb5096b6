import threading
from concurrent.futures import ThreadPoolExecutor


class Runner:
    def __init__(self, store, notifier):
        self.store = store
        self.notifier = notifier
        self.open = threading.Event()
        self.stopping = threading.Event()

    def drain(self):
        self.open.wait()
        while not self.stopping.wait(1.0):
            for job in self.store.pending():
                self.store.mark(job["id"], "done")

    def announce(self, subjects):
        with ThreadPoolExecutor(max_workers=4) as pool:
            return list(pool.map(self.notifier.send, subjects))

    def allow(self):
        self.open.set()
