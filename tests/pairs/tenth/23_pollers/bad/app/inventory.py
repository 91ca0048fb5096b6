import threading


class Inventory:
    def __init__(self):
        self.lock = threading.Lock()
        self.parts = {}

    def bump(self, part):
        with self.lock:
            self.parts[part] = self.parts.get(part, 0) + 1
