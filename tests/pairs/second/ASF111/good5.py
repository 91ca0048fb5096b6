import heapq
import time


class TimerWheel:
    def __init__(self, loop_time=time.monotonic) -> None:
        self._now = loop_time
        self._heap: list[tuple[float, int, object]] = []
        self._closed = False
        self._depth = 0

    def _step(self) -> None:
        if not self._heap:
            self._closed = True
            return
        _, _, callback = heapq.heappop(self._heap)
        callback()

    async def drain(self) -> None:
        while not self._closed:
            self._step()

    async def unwind(self, frames: list[int]) -> int:
        total = 0
        while self._depth < len(frames):
            total += frames[self._depth]
            self._depth += 1
        return total
