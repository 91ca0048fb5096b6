import threading


class BuildState:
    """Which steps are done; everybody who waits for a step waits on `changed`."""

    def __init__(self):
        self.lock = threading.RLock()
        self.changed = threading.Condition(self.lock)
        self.done = set()
        self.failed = None

    def wait_for(self, step):
        with self.changed:
            while step not in self.done and self.failed is None:
                self.changed.wait()
            return self.failed is None

    def mark(self, step):
        with self.lock:
            self.done.add(step)
            self.changed.notify_all()

    def missing(self, steps):
        with self.lock:
            return [step for step in steps if step not in self.done]
