"""Document locks of a collaborative editor's storage engine."""
from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import anyio

log = logging.getLogger("editor.storage")


class Conflict(Exception):
    pass


@dataclass
class Document:
    name: str
    revision: int = 0
    lines: list[str] = field(default_factory=list)

    def patch(self, index: int, line: str) -> None:
        if not 0 <= index <= len(self.lines):
            raise Conflict(f"{self.name}: no line {index}")
        self.lines[index : index + 1] = [line]
        self.revision += 1


class Storage:
    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write
        self._lock = threading.Lock()
        self._documents: dict[str, Document] = {}

    def add(self, document: Document) -> None:
        with self._lock:
            self._documents[document.name] = document

    def save(self, name: str, *, exclusive: bool = True) -> int:
        if exclusive:
            self._lock.acquire()
        try:
            document = self._documents[name]
            self._write("\n".join(document.lines))
            return document.revision
        finally:
            self._lock.release()  # expect: ASF216

    def patch(self, name: str, index: int, line: str) -> bool:
        leave = self._lock.release
        self._lock.acquire()
        try:
            document = self._documents.get(name)
            if document is None:
                self._lock.release()
                return False
            document.patch(index, line)
            return True
        finally:
            leave()  # expect: ASF216

    def try_compact(self) -> int:
        removed = 0
        got = self._lock.acquire(blocking=False)
        try:
            if got:
                empty = [name for name, document in self._documents.items() if not document.lines]
                for name in empty:
                    del self._documents[name]
                removed = len(empty)
        finally:
            self._lock.release()  # expect: ASF216
        return removed


class Session:
    def __init__(self, storage: Storage, writer: asyncio.StreamWriter) -> None:
        self._storage = storage
        self._writer = writer
        self._turn = asyncio.Lock()

    async def reply(self, line: bytes) -> None:
        async with self._turn:
            self._writer.write(line)
            await self._writer.drain()

    async def edit(self, name: str, index: int, line: str) -> None:
        async with self._turn:
            try:
                done = await asyncio.to_thread(self._storage.patch, name, index, line)
                self._writer.write(b"ok\n" if done else b"gone\n")
            except Conflict as exc:
                log.warning("%s", exc)
        await self._writer.drain()
        self._turn.release()  # expect: ASF216


async def publish(limit: anyio.Semaphore, names: list[str], send: "anyio.abc.ObjectSendStream[str]") -> None:
    for name in names:
        async with limit:
            await send.send(name)
