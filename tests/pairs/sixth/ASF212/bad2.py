from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor


class Turn:
    def __init__(self) -> None:
        self.cond = threading.Condition()
        self.pool = ThreadPoolExecutor(1)
        self.value = 0

    async def update(self, value: int) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self.pool, self.cond.acquire)  # expect: ASF212
        try:
            self.value = value
        finally:
            self.cond.release()


class Handover:
    def __init__(self, work) -> None:
        self.owner = threading.RLock()
        self.work = work

    def begin(self) -> threading.Thread:
        self.owner.acquire()  # expect: ASF212
        thread = threading.Thread(target=self._finish)
        thread.start()
        return thread

    def _finish(self) -> None:
        try:
            self.work()
        finally:
            self.owner.release()
