import asyncio
import copy
import os
import threading

_lock = threading.Lock()


def _after_fork():
    global _lock
    _lock = threading.Lock()


os.register_at_fork(after_in_child=_after_fork)


class Counter:
    def __init__(self):
        self.value = 0
        self._setup()

    def _setup(self):
        self.lock = threading.Lock()

    def __getstate__(self):
        state = self.__dict__.copy()
        del state["lock"]
        return state

    def __setstate__(self, state):
        self.__dict__.update(state)
        self.lock = threading.Lock()

    def __copy__(self):
        twin = type(self).__new__(type(self))
        twin.value = self.value
        twin.lock = threading.Lock()
        return twin

    @classmethod
    def starting_at(cls, value):
        self = cls.__new__(cls)
        self.value = value
        self.lock = threading.Lock()
        return self

    def twin(self):
        return copy.copy(self)

    def add(self):
        with self.lock:
            self.value += 1


class Lazy:
    def __init__(self):
        self._turn = None

    @property
    def turn(self):
        if self._turn is None:
            self._turn = asyncio.Lock()
        return self._turn

    async def run(self, job):
        async with self.turn:
            await job()


def init_worker():
    global _lock
    _lock = threading.Lock()


def start(pool_class):
    return pool_class(initializer=init_worker)


def bump(counter):
    with _lock:
        counter.add()
