"""A cycle of three, and two classes that call each other."""
import threading

a = threading.Lock()
b = threading.Lock()
c = threading.Lock()


def one() -> None:
    with a, b:  # expect: ASF204
        print("ab")


def two() -> None:
    with b:
        c.acquire()  # expect: ASF204
        try:
            print("bc")
        finally:
            c.release()


def three() -> None:
    with c:
        with a:  # expect: ASF204
            print("ca")


class Store:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.index = Index(self)

    def save(self, key: str) -> None:
        with self.lock:
            self.index.add(key)  # expect: ASF204

    def load(self, key: str) -> str:
        with self.lock:
            return key


class Index:
    def __init__(self, store: Store) -> None:
        self.mutex = threading.Lock()
        self.store = store

    def add(self, key: str) -> None:
        with self.mutex:
            print(key)

    def find(self, key: str) -> str:
        with self.mutex:
            return self.store.load(key)  # expect: ASF204
