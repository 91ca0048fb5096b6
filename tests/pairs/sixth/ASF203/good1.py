import asyncio
import threading


class Tree:
    def __init__(self, name):
        self.name = name
        self.children = []
        self._lock = threading.RLock()

    def add(self, child):
        with self._lock:
            self.children.append(child)

    def add_all(self, children):
        with self._lock:
            for child in children:
                self.add(child)


class Queue:
    def __init__(self):
        self._cond = threading.Condition()
        self._items = []

    def push(self, item):
        with self._cond:
            self._items.append(item)
            self._cond.notify()

    def push_all(self, items):
        with self._cond:
            for item in items:
                self.push(item)


class Cache:
    def __init__(self):
        self._lock = threading.Lock()
        self._load_lock = threading.Lock()
        self._data = {}

    def _get_locked(self, key):
        return self._data.get(key)

    def get(self, key, load):
        with self._lock:
            found = self._get_locked(key)
        if found is None:
            with self._load_lock:
                found = load(key)
            with self._lock:
                self._data.setdefault(key, found)
        return found

    def both(self, other):
        with self._load_lock:
            with self._lock:
                return self._data.keys() & other

    def try_clear(self):
        if self._lock.acquire(blocking=False):
            try:
                self._data.clear()
            finally:
                self._lock.release()


class Slots:
    def __init__(self):
        self.slots = asyncio.Semaphore(3)

    async def pair(self):
        async with self.slots:
            await asyncio.sleep(0.1)
