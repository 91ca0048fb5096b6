import asyncio
import time


class Bucket:
    def __init__(self, rate, burst, lock, sleep=asyncio.sleep):
        self.rate = rate
        self.burst = burst
        self._tokens = burst
        self._last = time.monotonic()
        self._lock = lock
        self._sleep = sleep

    def _refill(self):
        now = time.monotonic()
        self._tokens = min(self.burst, self._tokens + (now - self._last) * self.rate)
        self._last = now

    async def take(self):
        async with self._lock:
            self._refill()
            while self._tokens < 1:
                await self._sleep((1 - self._tokens) / self.rate)
                self._refill()
            self._tokens -= 1

    async def drain(self):
        async with self._lock:
            self._tokens = 0
