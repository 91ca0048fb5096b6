"""Undo for a model that worker threads also change."""
import copy
import threading


class Model:
    def __init__(self, cells):
        self._lock = threading.RLock()
        self._cells = dict(cells)

    def set(self, name, value):
        with self._lock:
            self._cells[name] = value

    def get(self, name):
        with self._lock:
            return self._cells[name]


class History:
    def __init__(self, model: Model):
        self.model = model
        self._states = []

    def checkpoint(self):
        self._states.append(copy.deepcopy(self.model))  # expect: ASF809

    def undo(self):
        self.model = self._states.pop()


def main():
    history = History(Model({"a1": 3}))
    history.checkpoint()
    history.model.set("a1", 4)
    history.undo()
    print(history.model.get("a1"))
