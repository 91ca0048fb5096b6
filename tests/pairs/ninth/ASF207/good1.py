"""Address book: snapshots for readers, context managers for writers."""
from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import AsyncIterator, Iterator

import pytest
import trio

log = logging.getLogger("addresses")


class Entry:
    def __init__(self, name: str, mail: str) -> None:
        self.name = name
        self.mail = mail


class AddressBook:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._entries: dict[str, Entry] = {}

    def add(self, entry: Entry) -> None:
        with self._lock:
            self._entries[entry.name] = entry

    def __iter__(self) -> Iterator[Entry]:
        with self._lock:
            entries = list(self._entries.values())
        yield from entries

    @contextlib.contextmanager
    def editing(self) -> Iterator[dict[str, Entry]]:
        with self._lock:
            yield self._entries

    def search(self, text: str) -> Iterator[Entry]:
        for name in self.names():
            with self._lock:
                entry = self._entries.get(name)
            if entry is not None and text in entry.mail:
                yield entry

    def names(self) -> list[str]:
        with self._lock:
            return [entry.name for entry in self._entries.values()]

    def lazy(self) -> Iterator[str]:
        with self._lock:
            names = tuple(self._entries)
        return (name.title() for name in names)

    def longest(self) -> str:
        with self._lock:
            return max((name for name in self._entries), key=len, default="")


class Directory:
    def __init__(self, book: AddressBook) -> None:
        self._book = book
        self._turn = asyncio.Lock()
        self._seen = 0

    @contextlib.asynccontextmanager
    async def exclusive(self) -> AsyncIterator[AddressBook]:
        async with self._turn:
            yield self._book

    async def stream(self) -> AsyncIterator[str]:
        async with self._turn:
            await asyncio.sleep(0)
            batch = self._book.names()
        for name in batch:
            yield name

    async def numbered(self) -> AsyncIterator[tuple[int, str]]:
        for name in self._book.names():
            async with self._turn:
                await asyncio.sleep(0)
                self._seen += 1
                number = self._seen
            yield number, name


@pytest.fixture
def locked_book() -> Iterator[AddressBook]:
    lock = threading.Lock()
    book = AddressBook()
    book.guard = lock
    with lock:
        yield book


def mails(clock: "contextlib.AbstractContextManager[None]", book: AddressBook) -> Iterator[str]:
    with clock:
        for entry in book:
            yield entry.mail


async def greet(lock: trio.Lock, book: AddressBook) -> int:
    async with lock:
        await trio.sleep(0)
        greeted = [f"hello {name}" for name in book.names()]
    log.info("greeted %d", len(greeted))
    return len(greeted)
