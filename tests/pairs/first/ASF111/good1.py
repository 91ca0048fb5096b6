import asyncio
from collections import deque


class Callbacks:
    def __init__(self) -> None:
        self._ready: deque = deque()
        self._heap: list[int] = []

    def add(self, fn) -> None:
        self._ready.append(fn)

    async def run_pending(self) -> int:
        count = 0
        while self._ready:
            fn = self._ready.popleft()
            fn()
            count += 1
        await asyncio.sleep(0)
        return count

    async def expire(self, now: int) -> None:
        while self._heap and self._heap[0] <= now:
            del self._heap[0]
        while len(self._heap) > 100:
            self._heap = self._heap[1:]
