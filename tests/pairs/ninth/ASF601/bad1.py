"""Bounded buffers and barriers for a render farm."""
import asyncio
import collections
import logging
import threading
from multiprocessing import Condition as ProcessCondition

import trio

log = logging.getLogger("farm")


class FrameBuffer:
    def __init__(self, size: int) -> None:
        self._size = size
        self._frames: collections.deque = collections.deque()
        self._lock = threading.Lock()
        self._filled = threading.Condition(self._lock)
        self._drained = threading.Condition(self._lock)
        self.closed = False

    def put(self, frame) -> None:
        with self._lock:
            while len(self._frames) >= self._size:
                self._drained.wait()
            self._frames.append(frame)
            self._filled.notify()

    def get(self):
        with self._filled:
            if not self._frames:
                self._filled.wait()  # expect: ASF601
            frame = self._frames.popleft()
            self._drained.notify()
            return frame

    def get_many(self, count: int) -> list:
        out = []
        filled = self._filled
        for _ in range(count):
            with filled:
                while True:
                    filled.wait(1.0)  # expect: ASF601
                    out.append(self._frames.popleft())
                    break
        return out


class Tiles:
    def __init__(self) -> None:
        self.cond = asyncio.Condition()
        self.free: set[int] = set(range(16))

    async def claim(self) -> int:
        async with self.cond:
            try:
                await asyncio.wait_for(self.cond.wait(), 5) if not self.free else None  # expect: ASF601
            except TimeoutError:
                log.error("no tile free for five seconds")
                raise
            return self.free.pop()

    async def give_back(self, tile: int) -> None:
        async with self.cond:
            self.free.add(tile)
            self.cond.notify()


async def render_pass(cond: trio.Condition, scene) -> None:
    async with cond:
        if scene.pending > 0:
            await cond.wait()  # expect: ASF601
        scene.composite()


class Shared:
    def __init__(self) -> None:
        self.turn = ProcessCondition()
        self.owner = 0

    def wait_turn(self, rank: int) -> None:
        with self.turn:
            while self.owner != rank:
                self.turn.wait()
            self.owner += 1
            self.turn.notify_all()
