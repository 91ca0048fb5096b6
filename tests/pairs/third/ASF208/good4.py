"""Throttle for an asynchronous crawler, with a thread-side twin."""
import asyncio
import threading

import trio


class Throttle:
    def __init__(self, limit: int) -> None:
        self.semaphore = asyncio.Semaphore(limit)

    async def fetch(self, url: str) -> str:
        await self.semaphore.acquire()
        try:
            await asyncio.sleep(0.1)
            return url.upper()
        finally:
            self.semaphore.release()


class ThreadThrottle:
    def __init__(self, limit: int) -> None:
        self.slots = threading.Semaphore(limit)

    def fetch(self, url: str) -> str | None:
        granted = self.slots.acquire(timeout=3)
        if not granted:
            return None
        try:
            return url.upper()
        finally:
            self.slots.release()

    def idle(self) -> bool:
        free = self.slots.acquire(False)
        if free:
            self.slots.release()
        return free


async def exclusive(limiter: trio.CapacityLimiter) -> str:
    limiter.acquire_nowait()
    try:
        await trio.sleep(0)
        return "exclusive"
    finally:
        limiter.release()


if __name__ == "__main__":
    print(ThreadThrottle(2).fetch("a"), asyncio.run(Throttle(2).fetch("b")))
