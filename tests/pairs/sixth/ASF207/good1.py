import asyncio
import contextlib
import threading

import pytest

_global = threading.Lock()


class Catalogue:
    def __init__(self):
        self._lock = threading.Lock()
        self._books = {}

    @contextlib.contextmanager
    def locked(self):
        with self._lock:
            yield self._books

    def add(self, isbn, title):
        with self._lock:
            self._books[isbn] = title

    def titles(self):
        with self._lock:
            books = list(self._books.values())
        yield from books

    def batches(self, size):
        position = 0
        while True:
            with self._lock:
                keys = sorted(self._books)[position:position + size]
            if not keys:
                return
            yield keys
            position += size

    def sorted(self):
        with self._lock:
            return sorted(title for title in self._books.values())

    def walker(self):
        with self._lock:
            keys = tuple(self._books)

            def walk():
                for key in keys:
                    yield key

            return walk()


class Printer:
    def __init__(self):
        self.turn = asyncio.Lock()

    @contextlib.asynccontextmanager
    async def session(self):
        async with self.turn:
            yield self

    async def lines(self, count):
        for number in range(count):
            async with self.turn:
                await asyncio.sleep(0)
            yield number


@pytest.fixture
def exclusive():
    with _global:
        yield 1
