import threading
import time
from concurrent.futures import ThreadPoolExecutor


class Runner:
    def __init__(self, store, notifier):
        self.store = store
        self.notifier = notifier
        self.open = False
        self.stopping = threading.Event()

    def drain(self):
        while not self.open:  # expect: ASF507
            time.sleep(0.05)
        while not self.stopping.wait(1.0):
            for job in self.store.pending():
                self.store.mark(job["id"], "done")

    def announce(self, subjects):
        with ThreadPoolExecutor(max_workers=4) as pool:
            return list(pool.map(self.notifier.send, subjects))  # expect: ASF703

    def allow(self):
        self.open = True
