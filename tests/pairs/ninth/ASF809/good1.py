"""Objects with locks that know how to be copied."""
import copy
import logging
import pickle
import threading

log = logging.getLogger("copyable")


class Settings:
    def __init__(self, values: dict[str, int]) -> None:
        self.values = values
        self._lock = threading.Lock()

    def __getstate__(self) -> dict:
        state = self.__dict__.copy()
        del state["_lock"]
        return state

    def __setstate__(self, state: dict) -> None:
        self.__dict__.update(state)
        self._lock = threading.Lock()

    def set(self, key: str, value: int) -> None:
        with self._lock:
            self.values[key] = value


class Counter:
    def __init__(self, total: int = 0) -> None:
        self.total = total
        self.lock = threading.Lock()

    def __copy__(self) -> "Counter":
        return Counter(self.total)

    def __deepcopy__(self, memo) -> "Counter":
        return Counter(self.total)

    def add(self, amount: int) -> None:
        with self.lock:
            self.total += amount


class Reducible:
    def __init__(self, name: str) -> None:
        self.name = name
        self.guard = threading.RLock()

    def __reduce__(self):
        return (Reducible, (self.name,))


class Catalogue:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._entries: dict[str, list[int]] = {}

    def add(self, name: str, value: int) -> None:
        with self._lock:
            self._entries.setdefault(name, []).append(value)

    def snapshot(self) -> dict[str, list[int]]:
        with self._lock:
            return copy.deepcopy(self._entries)

    def save(self, path: str) -> None:
        data = pickle.dumps(self.snapshot())
        with open(path, "wb") as out:
            out.write(data)

    def copy(self) -> "Catalogue":
        other = Catalogue()
        other._entries.update(self.snapshot())
        return other


class Point:
    def __init__(self, x: int, y: int) -> None:
        self.x = x
        self.y = y


def clones(settings: Settings, counter: Counter, tag: Reducible) -> list:
    point = Point(1, 2)
    log.debug("copying")
    return [
        copy.deepcopy(settings),
        copy.copy(counter),
        copy.deepcopy(counter),
        pickle.loads(pickle.dumps(tag)),
        copy.copy(point),
        Catalogue().copy(),
    ]
