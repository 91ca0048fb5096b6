import copy
import pickle
import threading
from dataclasses import dataclass, replace


class Model:
    def __init__(self, cells):
        self._lock = threading.RLock()
        self._cells = dict(cells)

    def set(self, name, value):
        with self._lock:
            self._cells[name] = value

    def __deepcopy__(self, memo):
        with self._lock:
            return Model(copy.deepcopy(self._cells, memo))

    def cells(self):
        with self._lock:
            return copy.copy(self._cells)


class Settings:
    def __init__(self, values):
        self._guard = threading.Lock()
        self.values = values

    def __getstate__(self):
        state = self.__dict__.copy()
        del state["_guard"]
        return state

    def __setstate__(self, state):
        self.__dict__.update(state)
        self._guard = threading.Lock()

    def dump(self):
        return pickle.dumps(self)


@dataclass(frozen=True)
class Point:
    x: int
    y: int

    def moved(self, dx):
        return replace(copy.copy(self), x=self.x + dx)


class History:
    def __init__(self, model: Model):
        self.model = model
        self._states = []

    def checkpoint(self):
        self._states.append(copy.deepcopy(self.model))

    def export(self):
        return pickle.dumps(self.model.cells())
