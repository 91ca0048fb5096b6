import threading


class TankController:
    """Water goes in from the pump thread and out to the boiler thread."""

    def __init__(self, capacity):
        self.capacity = capacity
        self.level = 0
        self._cond = threading.Condition()

    def fill(self, litres):
        with self._cond:
            while self.level + litres > self.capacity:
                self._cond.wait()
            self.level += litres
            self._cond.notify()  # expect: ASF603

    def draw(self, litres):
        with self._cond:
            while self.level < litres:
                self._cond.wait()
            self.level -= litres
            self._cond.notify()  # expect: ASF603

    def snapshot(self):
        with self._cond:
            return self.level, self.capacity
