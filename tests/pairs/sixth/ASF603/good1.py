import asyncio
import threading


class TankController:
    def __init__(self, capacity):
        self.capacity = capacity
        self.level = 0
        self._lock = threading.Lock()
        self._not_full = threading.Condition(self._lock)
        self._not_empty = threading.Condition(self._lock)

    def fill_one(self):
        with self._not_full:
            while self.level >= self.capacity:
                self._not_full.wait()
            self.level += 1
            self._not_empty.notify()

    def draw_one(self):
        with self._not_empty:
            while self.level < 1:
                self._not_empty.wait()
            self.level -= 1
            self._not_full.notify()


class Mailbox:
    def __init__(self):
        self._letters = []
        self._cond = threading.Condition()

    def post(self, letter):
        with self._cond:
            self._letters.append(letter)
            self._cond.notify()

    def take(self):
        with self._cond:
            while not self._letters:
                self._cond.wait()
            return self._letters.pop()

    def take_patiently(self):
        with self._cond:
            self._cond.wait_for(lambda: self._letters)
            return self._letters.pop()


class Phases:
    def __init__(self):
        self.phase = 0
        self._moved = asyncio.Condition()

    async def reach(self, phase):
        async with self._moved:
            await self._moved.wait_for(lambda: self.phase >= phase)

    async def leave(self, phase):
        async with self._moved:
            await self._moved.wait_for(lambda: self.phase != phase)

    async def advance(self):
        async with self._moved:
            self.phase += 1
            self._moved.notify_all()
