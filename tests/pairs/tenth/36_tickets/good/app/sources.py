import itertools
import multiprocessing
import threading
from concurrent.futures import ProcessPoolExecutor


def ticket_numbers(prefix):
    number = 0
    while True:
        number += 1
        yield f"{prefix}-{number:05d}"


class NumberSource:
    def __init__(self, prefix):
        self._lock = threading.Lock()
        self._numbers = ticket_numbers(prefix)

    def __iter__(self):
        return self

    def __next__(self):
        with self._lock:
            return next(self._numbers)


def process_pool():
    return ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn"))
