import threading


class Device:
    unit = ""

    def __init__(self, name, port):
        self.name = name
        self.port = port
        self.readings = {}

    def probe(self):
        raise NotImplementedError

    def start(self, tick):
        thread = threading.Thread(target=self.poll, args=(tick,), daemon=True)
        thread.start()
        return thread

    def poll(self, tick):
        raise NotImplementedError


class Ticker:
    """Wakes every device that waits for the next measuring round."""

    def __init__(self):
        self.changed = threading.Condition()
        self.round = 0

    def advance(self):
        with self.changed:
            self.round += 1
            self.changed.notify_all()

    def wait_after(self, seen):
        with self.changed:
            self.changed.wait_for(lambda: self.round > seen)
            return self.round
