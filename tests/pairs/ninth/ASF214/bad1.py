"""Stage controller of a microscope: moves wait for the motor thread."""
from __future__ import annotations

import asyncio
import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass

import trio

log = logging.getLogger("stage")


@dataclass(frozen=True)
class Position:
    x: float
    y: float


class Stage:
    def __init__(self, drive: Callable[[Position], None]) -> None:
        self._drive = drive
        self._lock = threading.Lock()
        self._settled = threading.Event()
        self._target: Position | None = None
        self._log_lock = threading.Lock()
        self.history: list[Position] = []

    def move(self, target: Position) -> None:
        with self._lock:
            self._target = target
            self._settled.clear()
            self._drive(target)
            self._settled.wait()  # expect: ASF214
        with self._log_lock:
            self.history.append(target)

    def on_motor(self, reached: Position) -> None:
        with self._lock:
            if reached == self._target:
                self._settled.set()


class Frames:
    """Camera frames are matched with positions."""

    def __init__(self) -> None:
        self._index_lock = threading.RLock()
        self._arrived = threading.Condition()
        self._frames: dict[int, bytes] = {}
        self._index: dict[int, Position] = {}

    def put(self, number: int, data: bytes, at: Position) -> None:
        with self._index_lock:
            self._index[number] = at
            with self._arrived:
                self._frames[number] = data
                self._arrived.notify_all()

    def get(self, number: int, timeout: float) -> tuple[Position | None, bytes | None]:
        with self._index_lock, self._arrived:
            self._arrived.wait_for(lambda: number in self._frames, timeout)  # expect: ASF214
            return self._index.get(number), self._frames.get(number)


class Mailbox:
    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._replies: queue.Queue[str] = queue.Queue()
        self._sent = 0

    def ask(self, send: Callable[[str], None], question: str) -> str:
        fetch = self._replies.get
        self._guard.acquire()
        try:
            self._sent += 1
            send(question)
            return fetch()  # expect: ASF214
        finally:
            self._guard.release()

    def on_reply(self, text: str) -> None:
        with self._guard:
            log.debug("%d sent, reply %s", self._sent, text)
            self._replies.put(text)


class Focus:
    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._sharp = asyncio.Event()
        self.score = 0.0

    async def until_sharp(self) -> float:
        async with self._turn:
            await self._sharp.wait()  # expect: ASF214
            return self.score

    async def measured(self, score: float) -> None:
        async with self._turn:
            await asyncio.sleep(0)
            self.score = score
            if score > 0.9:
                self._sharp.set()


async def park(done: trio.Event, lock: trio.Lock) -> None:
    async with lock:
        await trio.sleep(0)
    await done.wait()
