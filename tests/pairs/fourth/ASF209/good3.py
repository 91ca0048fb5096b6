"""Doors with locked() methods, and one lock tested while another is taken."""
import threading

import trio


class Door:
    def __init__(self) -> None:
        self._closed = True
        self.uses = 0

    def locked(self) -> bool:
        return self._closed

    def acquire(self) -> None:
        self.uses += 1


def enter(door: Door) -> bool:
    if not door.locked():
        door.acquire()
        return True
    return False


class Printer:
    def __init__(self) -> None:
        self.paper = threading.Lock()
        self.queue_lock = threading.Lock()
        self.queue: list[str] = []

    def submit(self, text: str) -> str:
        busy = self.paper.locked()
        if busy:
            with self.queue_lock:
                self.queue.append(text)
            return "queued"
        return "printed"


async def tidy(lock: trio.Lock) -> bool:
    try:
        lock.acquire_nowait()
    except trio.WouldBlock:
        return False
    try:
        await trio.sleep(0.1)
        return True
    finally:
        lock.release()
