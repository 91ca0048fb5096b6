import asyncio
import threading


class Scanner:
    def __init__(self, scan):
        self.scan = scan
        self.turn = asyncio.Lock()
        self.lock = threading.Lock()
        self.skipped = 0

    async def request(self):
        if self.turn.locked():
            return False
        async with self.turn:
            await self.scan()
        return True

    async def busy(self):
        await asyncio.sleep(0)
        return self.turn.locked()

    def run(self):
        if not self.lock.acquire(blocking=False):
            return False
        try:
            return True
        finally:
            self.lock.release()

    def status(self):
        return "busy" if self.lock.locked() else "idle"

    def leave(self):
        if self.lock.locked():
            print("still scanning")
        self.skipped = 0

    def internal(self):
        assert self.lock.locked()
        return self.skipped

    def audit(self):
        with self.lock:
            return self.internal()

    async def count(self):
        if not self.turn.locked():
            await self.turn.acquire()
            try:
                await self.scan()
            finally:
                self.turn.release()


class Door:
    def __init__(self):
        self.shut = True
        self.key = threading.Lock()

    def locked(self):
        return self.shut


def enter(door: Door):
    if not door.locked():
        with door.key:
            door.shut = True
