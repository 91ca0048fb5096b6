import threading


class Lot:
    def __init__(self, capacity):
        self.capacity = capacity
        self.free = capacity
        self.changed = threading.Condition()

    def enter(self, plate):
        with self.changed:
            while self.free == 0:
                self.changed.wait()
            self.free -= 1

    def leave(self, plate):
        with self.changed:
            self.free += 1
            self.changed.notify()

    def wait_empty(self, timeout=None):
        with self.changed:
            return self.changed.wait_for(lambda: self.free == self.capacity, timeout)

    def _wake_everybody(self):
        self.changed.notify_all()

    def reopen(self):
        with self.changed:
            self.free = self.capacity
            self._wake_everybody()
