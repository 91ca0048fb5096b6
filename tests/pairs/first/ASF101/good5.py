import asyncio
import threading
import time
from collections import deque


class Sampler:
    def __init__(self, interval: float) -> None:
        self.interval = interval
        self.samples: deque[float] = deque(maxlen=100)
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def _run(self) -> None:
        while not self._stop.is_set():
            self.samples.append(time.process_time())
            time.sleep(self.interval)

    async def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="sampler", daemon=True)
        self._thread.start()
        await asyncio.sleep(0)

    async def stop(self) -> None:
        self._stop.set()
        if self._thread is not None:
            await asyncio.to_thread(self._thread.join)
